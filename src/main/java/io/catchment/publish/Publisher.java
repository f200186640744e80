package io.catchment.publish;

import io.catchment.store.CallersTransaction;
import io.catchment.store.Database;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Moves events from the outbox to JMS. */
@ApplicationScoped
class Publisher {

  @Inject Database database;
  @Inject SubscriptionLock lock;
  @Inject CallersTransaction callersTransaction;
  @Inject Writers writers;
  @Inject Outbox outbox;
  @Inject EventSender sender;
  @Inject PublishMetrics metrics;

  /**
   * Publishes the next events of a subscription. The sender's transaction commits before the one
   * that removes the rows: if we die in between, they are still there and the events are sent
   * again.
   *
   * <p>The rows are removed in the transaction that holds the subscription, and not in one that
   * commits before it: on Payara the messages may be part of the holding one, whatever has been
   * begun inside it. Beside an embedded database nothing is held, and nothing is around the sender.
   *
   * @param mostEvents how many at the most
   * @return whether there may be more
   */
  boolean publishNext(Integer subscriptionId, int mostEvents) throws Exception {
    return database.isEmbedded()
        ? publish(subscriptionId, mostEvents)
        : lock.hold(() -> publish(subscriptionId, mostEvents));
  }

  private boolean publish(Integer subscriptionId, int mostEvents) throws Exception {
    Optional<SubscriptionEntity> subscription = outbox.lock(subscriptionId);
    if (subscription.isEmpty()) {
      return false;
    }
    Batch batch = outbox.next(subscription.get(), mostEvents);
    if (batch.isEmpty()) {
      return false;
    }
    send(subscription.get(), batch);
    writers.write(() -> outbox.remove(subscription.get(), batch.publications()));
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

  /**
   * Forgets what a subscription had still to be sent that is no more.
   *
   * @return how many events that were; none if the subscription is there again
   */
  int forget(Integer subscriptionId) throws Exception {
    return writers.write(() -> outbox.forget(subscriptionId));
  }
}
