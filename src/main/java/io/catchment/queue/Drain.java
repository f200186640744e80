package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.platform.RedeliveryMode;
import io.catchment.platform.Settings;
import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores the deliveries of a message together with those of further messages that wait behind it.
 *
 * <p>A database transaction costs a dozen round trips and a flush however little it holds: with a
 * backlog, and many events in each, the store keeps up with several times what it could store one
 * message at a time. Without a backlog there is nothing to wait for, and nobody waits.
 */
@ApplicationScoped
class Drain {

  /** How many deliveries go into one transaction, unless a single message holds more. */
  private static final int MAX_DELIVERIES = 300;

  /** The size that a transaction does not pass by more than one message, in bytes of bodies. */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  @Resource(lookup = "java:comp/env/jms/CatchmentConnectionFactory")
  ConnectionFactory factory;

  @Resource(lookup = "java:comp/env/jms/CatchmentDeliveries")
  Queue queue;

  @Inject DeliveryStore store;
  @Inject Settings settings;
  @Inject Clock clock;

  /** After a failure each message is tried for itself: those taken along would all wait longer. */
  private volatile boolean failed;

  /**
   * Stores deliveries and, where the broker delays what is rolled back, those of further messages.
   *
   * <p>To be called without the bean's transaction, which holds its message alone. The further ones
   * are taken off in this one, after the database has committed on its own: each commits in one
   * phase, and nothing is ever left prepared. Whatever fails, they come again, and the store
   * recognises what it has.
   *
   * <p>A transaction of the container, and none of the session: those of a pooled connection are
   * not to be mixed. On WildFly the publisher's messages were lost in a session that had been used
   * so.
   *
   * @throws StoreUnavailableException if not all could be stored; the further ones are back on the
   *     queue then
   */
  @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
  void store(List<Delivery> deliveries) throws StoreUnavailableException, JMSException {
    boolean alone = failed || settings.redelivery() == RedeliveryMode.COPY || isEnough(deliveries);
    boolean done = false;
    try {
      if (alone) {
        store.store(deliveries);
      } else {
        storeWithMore(deliveries);
      }
      done = true;
    } finally {
      failed = !done;
    }
  }

  private void storeWithMore(List<Delivery> deliveries)
      throws StoreUnavailableException, JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue)) {
      connection.start();
      store.store(withMore(deliveries, consumer));
    }
  }

  private List<Delivery> withMore(List<Delivery> deliveries, MessageConsumer consumer)
      throws JMSException {
    List<Delivery> all = new ArrayList<>(deliveries);
    while (!isEnough(all)) {
      Message message = consumer.receiveNoWait();
      if (message == null) {
        return all;
      }
      if (!DeliveryMessage.isTrial(message)) {
        all.addAll(DeliveryMessage.read(message, clock));
      }
    }
    return all;
  }

  private static boolean isEnough(List<Delivery> deliveries) {
    return deliveries.size() >= MAX_DELIVERIES
        || deliveries.stream().mapToInt(d -> d.body().length).sum() >= MAX_BYTES;
  }
}
