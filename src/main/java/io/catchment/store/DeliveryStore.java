package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

/**
 * Stores deliveries, each event in them once.
 *
 * <p>Idempotent: a delivery that was stored before is recognised by its id, an event by its org and
 * uuid, however they come, from however many threads and nodes.
 */
@ApplicationScoped
public class DeliveryStore {

  private static final Logger LOG = System.getLogger(DeliveryStore.class.getName());

  @Inject CallersTransaction callersTransaction;
  @Inject Writers writers;
  @Inject DeliveryTransaction transaction;
  @Inject StoreMetrics metrics;
  @Inject Settings settings;
  @Inject Clock clock;

  /**
   * Stores deliveries, together in a transaction of their own whatever the caller's. When this
   * returns, it is committed: each of their elements stands as an event or as a dead letter, and
   * the new events wait in the outbox.
   *
   * <p>If they cannot be stored together, each is on its own, so that one that makes trouble keeps
   * none of the others out.
   *
   * @throws StoreUnavailableException if not all of them could be stored; the same deliveries may
   *     be handed in again, those that were stored as well
   */
  public void store(List<Delivery> deliveries) throws StoreUnavailableException {
    try {
      storeTogether(deliveries.stream().map(Reading::of).toList());
    } catch (Exception | LinkageError | StackOverflowError e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      if (Failure.of(e) == Failure.TRANSIENT) {
        throw new StoreUnavailableException(e);
      }
      storeEach(deliveries);
    }
  }

  private void storeTogether(List<Reading> readings) throws Exception {
    long start = System.nanoTime();
    List<StoreOutcome> outcomes =
        callersTransaction.setAside(() -> writers.write(() -> transaction.store(readings)));
    for (int i = 0; i < readings.size(); i++) {
      metrics.count(readings.get(i).delivery(), outcomes.get(i));
    }
    metrics.countTransaction(System.nanoTime() - start);
  }

  private void storeEach(List<Delivery> deliveries) throws StoreUnavailableException {
    StoreUnavailableException failure = null;
    for (Delivery delivery : deliveries) {
      try {
        storeOrKeepWhole(delivery);
      } catch (StoreUnavailableException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void storeOrKeepWhole(Delivery delivery) throws StoreUnavailableException {
    try {
      storeTogether(List.of(Reading.of(delivery)));
    } catch (Exception | LinkageError | StackOverflowError e) {
      if (!isForGood(Failure.of(e), delivery)) {
        throw new StoreUnavailableException(e);
      }
      keepWhole(delivery, "It could not be stored: " + Failure.describe(e));
      // Afterwards, so that it is said once, however often it takes to keep it.
      LOG.log(Level.ERROR, "Kept as a dead letter what cannot be stored: " + delivery, e);
      metrics.countGivenUp(delivery);
    }
  }

  /** What a new version or a migration may mend gets its time. */
  private boolean isForGood(Failure failure, Delivery delivery) {
    return switch (failure) {
      case TRANSIENT -> false;
      case PERMANENT -> true;
      case OURS -> delivery.receivedAt().plus(settings.giveUpAfter()).isBefore(clock.instant());
    };
  }

  private void keepWhole(Delivery delivery, String reason) throws StoreUnavailableException {
    try {
      storeTogether(List.of(Reading.whole(delivery, reason)));
    } catch (Exception e) {
      throw new StoreUnavailableException(e);
    }
  }
}
