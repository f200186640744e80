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
 * @param duplicates how many further deliveries of hooks brought it, beside the one that was
 *     received first, since this has been kept. A delivery counts once, whatever it holds and
 *     however often our own queue brings it. What the System Log shows does not count: it shows
 *     every event again
 * @param lastDuplicateAt when the last of those was received; empty if there is none
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
    int duplicates,
    Optional<Instant> lastDuplicateAt,
    Optional<StoredDelivery> delivery,
    String json) {}
