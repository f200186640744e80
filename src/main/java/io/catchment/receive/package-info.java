/**
 * The door: takes event hook calls over HTTP and answers only when a delivery is durable.
 *
 * <p>First of all the body is read, of those only who may call, bounded in size and, but for
 * Payara, in time and memory and without a thread that waits for it. Two filters run before the
 * resource, in this order: the sender's address, then the secret. The resource looks at the body's
 * shape and hands it to {@code queue}; if the broker refuses, to {@code store} directly; only if
 * both refuse is the answer 503, which makes Okta try again. No other stage calls this one.
 */
package io.catchment.receive;
