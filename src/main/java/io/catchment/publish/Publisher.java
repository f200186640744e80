package io.catchment.publish;

import io.catchment.store.CallersTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** Moves events from the outbox to JMS. */
@ApplicationScoped
class Publisher {

  @Inject CallersTransaction callersTransaction;
  @Inject Outbox outbox;
  @Inject EventSender sender;
  @Inject PublishMetrics metrics;

  /**
   * Publishes the next events of a subscription. Two transactions: this one, which holds the
   * subscription's lock and removes the rows, and the sender's inside it, which commits first. If
   * we die in between, the rows are still there and the events are sent again.
   *
   * @param mostEvents how many at the most
   * @return whether there may be more
   */
  @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
  boolean publishNext(Integer subscriptionId, int mostEvents) throws Exception {
    Optional<SubscriptionEntity> subscription = outbox.lock(subscriptionId);
    if (subscription.isEmpty()) {
      return false;
    }
    Batch batch = outbox.next(subscription.get(), mostEvents);
    if (batch.isEmpty()) {
      return false;
    }
    send(subscription.get(), batch);
    outbox.remove(subscription.get(), batch.publications());
    metrics.countPublished(subscription.get().name(), batch.publications().size());
    return batch.more();
  }

  private void send(SubscriptionEntity subscription, Batch batch) throws Exception {
    callersTransaction.setAside(
        () -> {
          sender.send(subscription.destination(), batch.publications());
          return null;
        });
  }
}
