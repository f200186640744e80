package io.catchment.store;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What came but could not be stored as an event, without its bytes.
 *
 * @param id our id of it; a later one has a greater id, but for those of other nodes at that time
 * @param org the alias of the org that it was sent for
 * @param deliveryId the delivery that it came in
 * @param position its place among the delivery's elements, from 0; empty if it is a whole delivery,
 *     or the beginning of one
 * @param receivedAt when the delivery arrived
 * @param storedAt when it became a dead letter
 * @param reason why, as a sentence for an operator
 * @param size how many bytes are kept
 */
public record DeadLetter(
    long id,
    String org,
    UUID deliveryId,
    OptionalInt position,
    Instant receivedAt,
    Instant storedAt,
    String reason,
    int size) {

  /** As the table has it. */
  DeadLetter(
      long id,
      String org,
      UUID deliveryId,
      int position,
      Instant receivedAt,
      Instant storedAt,
      String reason,
      int size) {
    this(id, org, deliveryId, place(position), receivedAt, storedAt, reason, size);
  }

  private static OptionalInt place(int position) {
    return position == DeadLetterEntity.WHOLE_DELIVERY
        ? OptionalInt.empty()
        : OptionalInt.of(position);
  }
}
