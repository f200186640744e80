package io.catchment.store;

import io.catchment.event.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * The deliveries of hooks that brought an event which was there, as they are at one time: how many
 * there are beside the first one cannot be told by when that was at another time.
 *
 * @param hookAt when a hook brought the event first; null if none has
 * @param number how many
 * @param first when the first of them was received; null if there is none
 * @param last when the last of them was received; null if there is none
 */
record FurtherDeliveries(Instant hookAt, Long number, Instant first, Instant last) {

  /** Together with the delivery by which the event was stored. */
  FurtherDeliveries with(Origin origin, Instant receivedAt) {
    if (origin != Origin.HOOK) {
      return this;
    }
    return new FurtherDeliveries(
        hookAt,
        number + 1,
        first == null || receivedAt.isBefore(first) ? receivedAt : first,
        last == null || receivedAt.isAfter(last) ? receivedAt : last);
  }

  /**
   * How many there are beside the one that was received first. That one may not be among them, if
   * it came before these rows were written.
   */
  int beside() {
    return Math.toIntExact(number) - (number > 0 && first.equals(hookAt) ? 1 : 0);
  }

  /** When the last of those was received. */
  Optional<Instant> lastBeside() {
    return beside() == 0 ? Optional.empty() : Optional.of(last);
  }
}
