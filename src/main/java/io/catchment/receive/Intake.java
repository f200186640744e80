package io.catchment.receive;

import io.catchment.event.Delivery;
import io.catchment.event.EnvelopeCheck;
import io.catchment.event.MalformedDeliveryException;
import io.catchment.event.Origin;
import io.catchment.platform.Outage;
import io.catchment.queue.DeliveryQueue;
import io.catchment.queue.QueueUnavailableException;
import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Makes a delivery of what an authenticated sender sent, and puts it where it is safe. */
@ApplicationScoped
class Intake {

  @Inject DeliveryQueue queue;
  @Inject DeliveryStore store;
  @Inject Clock clock;

  private final Outage brokerOutage =
      new Outage(
          Intake.class,
          "The broker refuses deliveries, they are stored directly",
          "The broker takes deliveries again");
  private final Outage outage =
      new Outage(
          Intake.class,
          "Neither broker nor database takes deliveries, they are answered 503",
          "Deliveries are stored again");

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
    if (kept == Answer.UNAVAILABLE) {
      return new Receipt(kept, "Neither broker nor database takes anything now; try again.");
    }
    if (defect.isEmpty()) {
      return Receipt.success(kept);
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
      brokerOutage.end();
      outage.end();
      return Answer.QUEUED;
    } catch (QueueUnavailableException e) {
      brokerOutage.report(e);
      return storeDirectly(delivery);
    }
  }

  private Answer storeDirectly(Delivery delivery) {
    try {
      store.store(delivery);
      outage.end();
      return Answer.STORED;
    } catch (StoreUnavailableException e) {
      outage.report(e);
      return Answer.UNAVAILABLE;
    }
  }
}
