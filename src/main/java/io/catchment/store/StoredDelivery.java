package io.catchment.store;

import io.catchment.event.Origin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that was processed.
 *
 * @param id our name for it
 * @param origin how it came
 * @param receivedAt when it arrived
 * @param queuedAt when it was handed to the broker; empty if it came past the queue, or nobody
 *     knows
 * @param storedAt when it was processed
 * @param remoteAddress the sender's address, after trusted proxies; empty when there is none
 * @param oktaEventId Okta's name for it
 * @param source the address of the hook in Okta
 * @param batchSize how many elements it had; 0 if it is kept whole
 */
public record StoredDelivery(
    UUID id,
    Origin origin,
    Instant receivedAt,
    Optional<Instant> queuedAt,
    Instant storedAt,
    String remoteAddress,
    Optional<String> oktaEventId,
    Optional<String> source,
    int batchSize) {}
