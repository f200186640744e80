package io.catchment.publish;

import io.catchment.store.Database;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Moves events from the outbox to JMS. */
@ApplicationScoped
class Publisher {

  /** In rows: with H2 nobody else writes meanwhile. */
  private static final int FORGOTTEN_AT_A_TIME = 20_000;

  @Inject Database database;
  @Inject SubscriptionLock lock;
  @Inject Writers writers;
  @Inject Outbox outbox;
  @Inject EventSender sender;
  @Inject PublishTimes times;
  @Inject PublishMetrics metrics;
  @Inject Clock clock;

  /**
   * Publishes the next events of a subscription. The sender's transaction commits before the one
   * that removes the rows: if we die in between, they are still there and the events are sent
   * again.
   *
   * <p>The rows are removed in the transaction that holds the subscription. Beside an embedded
   * database nothing is held, and they are removed in one of their own.
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
    Commitment commitment = new Commitment();
    sender.send(subscription.get().destination(), batch.publications(), commitment);
    commitment.require();
    Instant publishedAt = clock.instant();
    writers.write(() -> outbox.remove(subscription.get(), batch.publications(), publishedAt));
    metrics.countPublished(subscription.get().name(), batch.publications().size());
    return batch.more();
  }

  /** The ids of which there are events that wait, or times. Subscriptions may be no more. */
  List<Integer> subscriptionsWithRows() {
    return Stream.of(outbox.subscriptionIds(), times.subscriptionIds())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Forgets what a subscription had still to be sent that is no more, a portion of it.
   *
   * @return how many events that were; none if nothing was left, or the subscription is there again
   */
  int forget(Integer subscriptionId) throws Exception {
    return writers.write(() -> outbox.forget(subscriptionId, FORGOTTEN_AT_A_TIME));
  }

  /**
   * Forgets when events were sent to a subscription that is no more, a portion of it.
   *
   * @return whether nothing of that is left; so it is too if the subscription is there again
   */
  boolean forgetTimes(Integer subscriptionId) throws Exception {
    return writers.write(() -> times.forget(subscriptionId, FORGOTTEN_AT_A_TIME)) == 0;
  }
}
