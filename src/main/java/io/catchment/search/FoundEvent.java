package io.catchment.search;

import io.catchment.event.Origin;
import java.time.Instant;

/**
 * An event that was found.
 *
 * @param id its id in our database
 * @param org the alias of its org
 * @param uuid Okta's id of it
 * @param publishedAt when Okta published it
 * @param receivedAt when the delivery came that brought it first
 * @param storedAt when we stored it
 * @param origin which way it came first
 * @param json its text, as it was received
 */
record FoundEvent(
    long id,
    String org,
    String uuid,
    Instant publishedAt,
    Instant receivedAt,
    Instant storedAt,
    Origin origin,
    String json) {

  /** The place behind it. */
  Position position() {
    return new Position(publishedAt, id);
  }
}
