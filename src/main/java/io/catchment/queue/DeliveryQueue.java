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

/** The way into the queue. */
@ApplicationScoped
public class DeliveryQueue {

  @Resource(lookup = "java:comp/env/jms/CatchmentConnectionFactory")
  ConnectionFactory factory;

  @Resource(lookup = "java:comp/env/jms/CatchmentDeliveries")
  Queue queue;

  /** Whether the last message was refused. */
  private volatile boolean refusing;

  /**
   * Sends a delivery. When this returns, the broker has synced the message to its journal.
   *
   * <p>Not part of any transaction: to be called without one, from as many threads as wanted.
   *
   * @throws QueueUnavailableException if the broker did not confirm it
   */
  public void send(Delivery delivery) throws QueueUnavailableException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.send(DeliveryMessage.write(session, delivery));
      refusing = false;
    } catch (JMSException | RuntimeException e) {
      refusing = true;
      // A resource adapter reports a lost broker by either kind, depending on the server.
      throw new QueueUnavailableException(e);
    }
  }

  /**
   * Puts a delivery back, to come again after a delay. Part of the caller's transaction, the one
   * that takes the message off: the delivery is on the queue once, before and after.
   *
   * @throws JMSException if the broker does not take it; then the transaction is to be rolled back
   */
  void putBack(Delivery delivery, int attempt, Duration delay) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.setDeliveryDelay(delay.toMillis());
      producer.send(DeliveryMessage.writeAgain(session, delivery, attempt));
    }
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
      if (refusing) {
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.send(DeliveryMessage.writeTrial(session));
        refusing = false;
      }
    }
  }
}
