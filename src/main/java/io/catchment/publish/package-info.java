/**
 * The way out: hands every stored event to the applications that asked for it, over JMS.
 *
 * <p>A subscription is one feed with a JMS destination of its own. The outbox takes a row for each
 * subscription and event, in the transaction that stores the event; the publisher sends what the
 * outbox holds and then removes it, one subscription at a time and each on its own, so that a slow
 * or broken one holds up none of the others. What was stored a moment ago is sent from memory, and
 * fetched only otherwise. Consumers get each event at least once: a crash between sending and
 * removing sends again. When an event was sent is kept too, for ranges of events that were sent
 * together, so that it can be shown with the event. No other stage calls this one; it observes
 * {@code store}.
 */
package io.catchment.publish;
