package io.catchment.queue;

import io.catchment.event.Delivery;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;

/**
 * The way into the queue.
 *
 * <p>Once the broker has refused a message, nothing more is brought to it until it has taken a
 * trial message: who waits for an answer does not wait for a broker that hangs.
 */
@ApplicationScoped
public class DeliveryQueue {

  @Resource(lookup = "java:comp/env/jms/CatchmentConnectionFactory")
  ConnectionFactory factory;

  @Resource(lookup = "java:comp/env/jms/CatchmentDeliveries")
  Queue queue;

  /** Why the last message was refused; null if it was taken. */
  private volatile Exception refusal;

  /**
   * Sends deliveries as one message. When this returns, the broker has synced it to its journal.
   *
   * <p>Not part of any transaction: to be called without one, from as many threads as wanted. A
   * connection for each call costs little, because the factory pools them and a call takes many.
   *
   * @throws QueueUnavailableException if the broker did not confirm it, or refused one before
   */
  public void send(List<Delivery> deliveries) throws QueueUnavailableException {
    if (refusal != null) {
      throw new QueueUnavailableException(refusal);
    }
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.send(DeliveryMessage.write(session, deliveries));
    } catch (JMSException | RuntimeException e) {
      // A resource adapter reports a lost broker by either kind, depending on the server.
      refusal = e;
      throw new QueueUnavailableException(e);
    }
  }

  /**
   * Puts deliveries back, to come again after a delay. Part of the caller's transaction, the one
   * that takes the message off: they are on the queue once, before and after.
   *
   * @throws JMSException if the broker does not take them; then the transaction is to be rolled
   *     back
   */
  void putBack(List<Delivery> deliveries, int attempt, Duration delay) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.setDeliveryDelay(delay.toMillis());
      producer.send(DeliveryMessage.writeAgain(session, deliveries, attempt));
    }
  }

  /** Whether the last message was refused. */
  boolean isRefusing() {
    return refusal != null;
  }

  /**
   * Returns if the broker will take the next delivery. Usually the way to the queue is enough;
   * after a refusal a message has to be taken, for a full broker lets us come and refuses what we
   * bring.
   */
  void check() throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue)) {
      if (isRefusing()) {
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.send(DeliveryMessage.writeTrial(session));
        refusal = null;
      }
    }
  }
}
