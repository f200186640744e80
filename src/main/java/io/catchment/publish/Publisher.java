package io.catchment.publish;

import io.catchment.store.CallersTransaction;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/** Moves events from the outbox to JMS. */
@ApplicationScoped
class Publisher {

  @Inject CallersTransaction callersTransaction;
  @Inject Writers writers;
  @Inject Outbox outbox;
  @Inject EventSender sender;
  @Inject PublishMetrics metrics;

  /**
   * Publishes the next events of a subscription. Three transactions: this one, which only holds the
   * subscription's lock; the sender's inside it; and after that has committed, one that removes the
   * rows. If we die in between, the rows are still there and the events are sent again.
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
    callersTransaction.setAside(() -> send(subscription.get(), batch.publications()));
    metrics.countPublished(subscription.get().name(), batch.publications().size());
    return batch.more();
  }

  private Void send(SubscriptionEntity subscription, List<Publication> publications)
      throws Exception {
    sender.send(subscription.destination(), publications);
    return writers.write(() -> outbox.remove(subscription, publications));
  }

  /**
   * Forgets what a subscription had still to be sent that is no more.
   *
   * @return how many events that were; none if the subscription is there again
   */
  int forget(Integer subscriptionId) throws Exception {
    return writers.write(() -> outbox.forget(subscriptionId));
  }
}
