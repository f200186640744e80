/**
 * The org's event hook in Okta: registered, kept as it is wanted, and kept verified.
 *
 * <p>There is one hook for each org: the one that was made or taken here before, or else the one
 * that has the path and the name that are wanted. No other is ever touched; one with an address
 * like ours is said to be there. An operator says what the hook should be; Okta is told, and asked
 * again on a timer by the node that has the lease. Without a word of an operator, a hook that calls
 * us is only watched. What Okta said last is kept in the database, so that every node can show it,
 * and {@code reconcile} knows what the hook should have brought.
 */
package io.catchment.hooks;
