package io.catchment.receive;

import io.catchment.event.Delivery;
import io.catchment.event.EnvelopeCheck;
import io.catchment.event.MalformedDeliveryException;
import io.catchment.event.Origin;
import io.catchment.queue.DeliveryQueue;
import io.catchment.queue.QueueUnavailableException;
import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Makes a delivery of what an authenticated sender sent, and puts it where it is safe. */
@ApplicationScoped
class Intake {

  private static final Logger LOG = System.getLogger(Intake.class.getName());

  @Inject DeliveryQueue queue;
  @Inject DeliveryStore store;
  @Inject Clock clock;

  /**
   * Keeps the body: on the queue, or in the database if the broker refuses. Unless the receipt says
   * {@link Answer#UNAVAILABLE}, it is durable when this returns.
   *
   * @param declaredSize the size that the sender declared, in bytes; -1 if none
   */
  Receipt take(String org, String sender, Body body, int declaredSize) {
    Optional<String> defect = defectOf(body, declaredSize);
    Delivery delivery =
        new Delivery(
            UUID.randomUUID(), org, Origin.HOOK, clock.instant(), sender, body.bytes(), defect);
    Answer kept = keep(delivery);
    if (kept == Answer.UNAVAILABLE || defect.isEmpty()) {
      return new Receipt(kept, "Neither broker nor database takes anything now; try again.");
    }
    return new Receipt(body.tooLarge() ? Answer.TOO_LARGE : Answer.MALFORMED, defect.get());
  }

  private static Optional<String> defectOf(Body body, int declaredSize) {
    if (body.tooLarge()) {
      String size = declaredSize < 0 ? "of undeclared size" : "of " + declaredSize + " bytes";
      return Optional.of("The body " + size + " is larger than this hook takes.");
    }
    try {
      EnvelopeCheck.requireEnvelope(body.bytes());
      return Optional.empty();
    } catch (MalformedDeliveryException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Answer keep(Delivery delivery) {
    try {
      queue.send(delivery);
      return Answer.QUEUED;
    } catch (QueueUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "The broker refused {0}, storing it directly: {1}",
          delivery,
          e.getMessage());
      return storeDirectly(delivery);
    }
  }

  private Answer storeDirectly(Delivery delivery) {
    try {
      store.store(delivery);
      return Answer.STORED;
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.ERROR,
          "The database refused {0} as well, answering 503: {1}",
          delivery,
          e.getMessage());
      return Answer.UNAVAILABLE;
    }
  }
}
