package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryContents;
import io.catchment.event.DeliveryReader;
import io.catchment.event.MalformedDeliveryException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Stores deliveries, each event in them once.
 *
 * <p>Idempotent: a delivery that was stored before is recognised by its id, an event by its org and
 * uuid, however they come, from however many threads and nodes.
 */
@ApplicationScoped
public class DeliveryStore {

  private static final Logger LOG = System.getLogger(DeliveryStore.class.getName());

  @Inject DeliveryTransaction transaction;
  @Inject StoreMetrics metrics;

  /**
   * Stores a delivery, in a transaction of its own whatever the caller's. When this returns, it is
   * committed: each of its elements stands as an event or as a dead letter, and the new events wait
   * in the outbox.
   *
   * @throws StoreUnavailableException if the database cannot take it now; nothing was written, or
   *     nobody knows, and the same delivery may be handed in again either way
   */
  public void store(Delivery delivery) throws StoreUnavailableException {
    long start = System.nanoTime();
    StoreOutcome outcome;
    try {
      outcome = storeContents(delivery);
    } catch (Exception e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      if (!DatabaseFailure.isPermanent(e)) {
        throw new StoreUnavailableException(e);
      }
      LOG.log(Level.ERROR, "Keeping as a dead letter what the database refuses: " + delivery, e);
      outcome = keepWhole(delivery, "The database refused it: " + DatabaseFailure.describe(e));
    }
    metrics.count(delivery, outcome, System.nanoTime() - start);
  }

  private StoreOutcome storeContents(Delivery delivery) {
    if (delivery.defect().isPresent()) {
      return transaction.keepWhole(delivery, delivery.defect().get());
    }
    try {
      DeliveryContents contents = DeliveryReader.read(delivery.body());
      return transaction.store(delivery, contents);
    } catch (MalformedDeliveryException e) {
      return transaction.keepWhole(delivery, e.getMessage());
    }
  }

  private StoreOutcome keepWhole(Delivery delivery, String reason)
      throws StoreUnavailableException {
    try {
      return transaction.keepWhole(delivery, reason);
    } catch (Exception e) {
      throw new StoreUnavailableException(e);
    }
  }
}
