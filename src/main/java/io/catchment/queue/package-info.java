/**
 * The durable stretch between the door and the database: all JMS for deliveries.
 *
 * <p>One delivery is one persistent message. {@code receive} (and later {@code reconcile}) send;
 * the message-driven bean hands each delivery to {@code store}. The database commits in a
 * transaction of its own before the message is acknowledged, so no transaction ever spans both:
 * after a crash in between the message comes again, and the store recognises the delivery by its
 * id. When the store cannot take it now, the message is rolled back, and the broker brings it again
 * after a growing delay, without a limit.
 */
package io.catchment.queue;
