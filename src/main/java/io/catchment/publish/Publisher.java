package io.catchment.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import javax.naming.NamingException;

/** Moves events from the outbox to JMS. */
@ApplicationScoped
class Publisher {

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
  boolean publishNext(Integer subscriptionId, int mostEvents) throws JMSException, NamingException {
    Optional<SubscriptionEntity> subscription = outbox.lock(subscriptionId);
    if (subscription.isEmpty()) {
      return false;
    }
    Batch batch = outbox.next(subscription.get(), mostEvents);
    if (batch.isEmpty()) {
      return false;
    }
    sender.send(subscription.get().destination(), batch.publications());
    outbox.remove(subscription.get(), batch.publications());
    metrics.countPublished(subscription.get().name(), batch.publications().size());
    return batch.more();
  }
}
