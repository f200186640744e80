/**
 * The durable stretch between the door and the database: all JMS for deliveries.
 *
 * <p>Deliveries that arrive together are one persistent message. {@code receive} (and later {@code
 * reconcile}) send; what the instances of the message-driven bean hold at the same moment is handed
 * to {@code store} together. The database commits in a transaction of its own before the messages
 * are acknowledged, so no transaction ever spans both: after a crash in between a message comes
 * again, and the store recognises its deliveries by their ids. When the store cannot take it now,
 * the message is rolled back, and the broker brings it again after a growing delay, without a
 * limit.
 */
package io.catchment.queue;
