package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryContents;
import io.catchment.event.DeliveryReader;
import io.catchment.event.MalformedDeliveryException;
import java.util.List;

/**
 * A delivery as it is to be stored: as its contents, or whole, as a dead letter. One with too many
 * elements that are no events is both: its events are stored, and the whole of it stands for the
 * others.
 *
 * @param contents what it holds; nothing if it is kept whole
 * @param defect why it is kept whole; null if it is not
 */
record Reading(Delivery delivery, DeliveryContents contents, String defect) {

  private static final DeliveryContents NOTHING =
      new DeliveryContents(null, null, List.of(), List.of(), 0);

  /** Reads a delivery, unless it is known to be defective. */
  static Reading of(Delivery delivery) {
    if (delivery.defect().isPresent()) {
      return whole(delivery, delivery.defect().get());
    }
    try {
      DeliveryContents contents = DeliveryReader.read(delivery.body());
      return new Reading(delivery, contents, defectOf(contents));
    } catch (MalformedDeliveryException e) {
      return whole(delivery, e.getMessage());
    }
  }

  private static String defectOf(DeliveryContents contents) {
    return contents.unlisted() == 0
        ? null
        : contents.unlisted()
            + " of its "
            + contents.size()
            + " elements are no events, too many to be kept one by one.";
  }

  /** A delivery that is to be kept whole, for this reason. */
  static Reading whole(Delivery delivery, String defect) {
    return new Reading(delivery, NOTHING, defect);
  }

  boolean isWhole() {
    return defect != null;
  }

  /** Only what can be read of it. */
  Reading withoutDefect() {
    return new Reading(delivery, contents, null);
  }

  /** What storing it comes to if so many of its events are new. */
  StoreOutcome outcome(int fresh) {
    int deadLetters = isWhole() ? 1 : contents.unreadable().size();
    return new StoreOutcome(fresh, contents.events().size() - fresh, deadLetters);
  }
}
