/**
 * The vocabulary that every stage shares: a {@linkplain io.catchment.event.Delivery delivery} is
 * one HTTP call from Okta, a {@linkplain io.catchment.event.LogEvent log event} is one event in it.
 *
 * <p>Reading is here and nowhere else. Bytes go in; events, unreadable elements with their reason,
 * or a {@link io.catchment.event.MalformedDeliveryException} come out. Nothing in this package does
 * I/O, holds state or knows another stage; every stage may call it.
 */
package io.catchment.event;
