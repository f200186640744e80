package io.catchment.reconcile;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryId;
import io.catchment.event.LogPageBody;
import io.catchment.event.Origin;
import io.catchment.queue.DeliveryQueue;
import io.catchment.queue.QueueUnavailableException;
import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import io.catchment.store.StoredDeliveries;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts a page of a System Log where it is safe. */
@ApplicationScoped
class LogIntake {

  @Inject DeliveryQueue queue;
  @Inject DeliveryStore store;
  @Inject StoredDeliveries stored;
  @Inject Writers writers;
  @Inject Underway underway;
  @Inject Clock clock;

  /**
   * Keeps a page: on the queue, or in the database if the broker refuses. When this returns it is
   * durable.
   *
   * @throws StoreUnavailableException if neither takes it
   * @throws Exception if the database cannot be asked whether it is stored already
   */
  void keep(String org, LogPageBody page) throws Exception {
    if (page.kept() == 0) {
      return;
    }
    keep(delivery(org, page.body(), Optional.empty()));
  }

  /**
   * Keeps what should be a page and is none, as a dead letter. When this returns it is durable.
   *
   * @throws StoreUnavailableException if neither takes it
   * @throws Exception if the database cannot be asked whether it is stored already
   */
  void keepUnreadable(String org, byte[] page, String reason) throws Exception {
    keep(delivery(org, page, Optional.of(reason)));
  }

  /**
   * Keeps the beginning of an event that is too large, as a dead letter. When this returns it is
   * durable.
   *
   * @param fingerprint names the whole event: it is kept once, however often it comes
   * @throws StoreUnavailableException if neither takes it
   * @throws Exception if the database cannot be asked whether it is stored already
   */
  void keepBeginning(String org, byte[] beginning, byte[] fingerprint, String reason)
      throws Exception {
    keep(delivery(DeliveryId.of(org, fingerprint), org, beginning, Optional.of(reason)));
  }

  /** A page that is fetched again, after a kill or as part of a range, has the same id. */
  private Delivery delivery(String org, byte[] body, Optional<String> defect) {
    return delivery(DeliveryId.of(org, body), org, body, defect);
  }

  private Delivery delivery(UUID id, String org, byte[] body, Optional<String> defect) {
    return new Delivery(id, org, Origin.SYSTEM_LOG, clock.instant(), "", body, defect);
  }

  /** One that is stored already would stand on the queue, and not be counted as under way. */
  private void keep(Delivery delivery) throws Exception {
    if (!writers.write(() -> stored.among(Set.of(delivery.id()))).isEmpty()) {
      return;
    }
    try {
      queue.send(List.of(delivery));
      underway.add(delivery.org(), delivery.id());
    } catch (QueueUnavailableException e) {
      store.store(List.of(delivery));
    }
  }
}
