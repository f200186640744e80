/**
 * The second way in: reads an org's System Log, so that what the hook missed is found, fetched and
 * counted.
 *
 * <p>A page goes the way of a delivery, through {@code queue} or, if the broker refuses, to {@code
 * store} directly; what of it was missing, the store decides. The place in the log moves only after
 * the page is durable, so after a crash a page may be read twice, which stores nothing twice. One
 * node reads an org's log at a time, on a lease. What a page brought is noted in the transaction
 * that stores it, as an observer of {@link io.catchment.store.LogPageStored}.
 */
package io.catchment.reconcile;
