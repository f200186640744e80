/**
 * The door: takes event hook calls over HTTP and answers only when a delivery is durable.
 *
 * <p>Two filters run before the resource, in this order: the sender's address, then the secret. The
 * resource bounds the body, looks at its shape, and hands it to {@code queue}; if the broker
 * refuses, to {@code store} directly; only if both refuse is the answer 503, which makes Okta try
 * again. No other stage calls this one.
 */
package io.catchment.receive;
