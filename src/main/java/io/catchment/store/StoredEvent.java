package io.catchment.store;

import io.catchment.event.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * An event, and what is known of how it came.
 *
 * @param id our id of it
 * @param org the alias of its org
 * @param uuid Okta's id of it
 * @param publishedAt when Okta published it
 * @param receivedAt when the delivery that brought it arrived
 * @param storedAt when it was stored
 * @param origin which way it was stored by
 * @param hookAt when a hook brought it first; empty if none has
 * @param logAt when the System Log showed it first; empty if it has not
 * @param delivery what brought it; empty if that is not known any more
 * @param json its text, as it was received
 */
public record StoredEvent(
    long id,
    String org,
    String uuid,
    Instant publishedAt,
    Instant receivedAt,
    Instant storedAt,
    Origin origin,
    Optional<Instant> hookAt,
    Optional<Instant> logAt,
    Optional<StoredDelivery> delivery,
    String json) {}
