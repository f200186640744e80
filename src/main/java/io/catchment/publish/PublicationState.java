package io.catchment.publish;

import java.time.Instant;

/**
 * How far an event is on its way to a subscription.
 *
 * @param subscription its name
 * @param waiting whether the event has to be sent: 1 or 0 events
 * @param publishedAt when it was sent last; null if it was not, or if that is not known
 */
record PublicationState(String subscription, Long waiting, Instant publishedAt) {}
