package io.catchment.receive;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryId;
import io.catchment.event.EnvelopeCheck;
import io.catchment.event.MalformedDeliveryException;
import io.catchment.event.Origin;
import io.catchment.platform.Ending;
import io.catchment.platform.GroupCommit;
import io.catchment.platform.GroupCommit.Company;
import io.catchment.platform.Outage;
import io.catchment.queue.DeliveryQueue;
import io.catchment.store.DeliveryStore;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes a delivery of what an authenticated sender sent, and puts it where it is safe. */
@ApplicationScoped
class Intake {

  /** Two, so that one batch is written while the other waits for the disk. */
  private static final int SENDERS = 2;

  /** A few, so that one that waits for a lock holds up nobody else. */
  private static final int STORERS = 4;

  /** The size that a batch does not pass, unless by a single delivery, in bytes of bodies. */
  private static final int MAX_BATCH_BYTES = 192 * 1024;

  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

  @Inject DeliveryQueue queue;
  @Inject DeliveryStore store;
  @Inject Clock clock;
  @Resource ManagedThreadFactory threads;

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
  private ExecutorService executor;
  private Ending ending;
  private GroupCommit<Delivery> toQueue;
  private GroupCommit<Delivery> toStore;

  /** With threads of its own, so that nothing else that hangs can use them up. */
  @PostConstruct
  void start() {
    executor = Executors.newCachedThreadPool(threads);
    ending = new Ending(executor, TIME_TO_FINISH);
    toQueue = group(SENDERS, queue::send);
    toStore = group(STORERS, store::store);
  }

  private GroupCommit<Delivery> group(int committers, GroupCommit.Action<Delivery> action) {
    return new GroupCommit<>(
        committers, MAX_BATCH_BYTES, Company.NONE, d -> d.body().length, executor, action);
  }

  /** Lets those who wait have their answer. */
  @PreDestroy
  void stop() {
    ending.finish();
  }

  /**
   * Keeps the body: on the queue, or in the database if the broker refuses. Unless the receipt says
   * {@link Answer#UNAVAILABLE}, it is durable when the stage completes, which it does normally.
   *
   * @param declaredSize the size that the sender declared, in bytes; -1 if none
   */
  CompletionStage<Receipt> take(String org, String sender, Body body, int declaredSize) {
    Optional<String> defect = defectOf(body, declaredSize);
    Instant now = clock.instant();
    Delivery delivery =
        new Delivery(DeliveryId.next(now), org, Origin.HOOK, now, sender, body.bytes(), defect);
    return keep(delivery).thenApply(kept -> receipt(kept, body, defect));
  }

  private static Receipt receipt(Answer kept, Body body, Optional<String> defect) {
    if (kept == Answer.UNAVAILABLE) {
      return Receipt.UNAVAILABLE;
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

  private CompletionStage<Answer> keep(Delivery delivery) {
    return toQueue
        .add(delivery)
        .thenApply(sent -> queued())
        .exceptionallyCompose(failure -> storeDirectly(delivery, failure));
  }

  private Answer queued() {
    brokerOutage.end();
    outage.end();
    return Answer.QUEUED;
  }

  private CompletionStage<Answer> storeDirectly(Delivery delivery, Throwable failure) {
    brokerOutage.report(causeOf(failure));
    return toStore.add(delivery).thenApply(stored -> stored()).exceptionally(this::unavailable);
  }

  private Answer stored() {
    outage.end();
    return Answer.STORED;
  }

  private Answer unavailable(Throwable failure) {
    outage.report(causeOf(failure));
    return Answer.UNAVAILABLE;
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
