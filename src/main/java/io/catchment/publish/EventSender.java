package io.catchment.publish;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sends events to a destination, all of a list or none.
 *
 * <p>An enterprise bean, and not one with {@code @Transactional}: on Payara a JMS connection takes
 * part in the transaction of the component that the container called last. A thread of ours has
 * that of the bean that started it, together with the list of its connections. So messages left one
 * by one outside of any transaction, or in the middle of a batch inside that of a message-driven
 * bean, and were lost when it ended. A call of this bean has a transaction and a list of its own.
 */
@Stateless
public class EventSender {

  @Resource(lookup = "java:comp/env/jms/CatchmentConnectionFactory")
  ConnectionFactory factory;

  @Resource SessionContext context;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  /**
   * Sends in a transaction of its own, whatever the caller's. That this returns does not mean that
   * it was committed: only the end says so.
   *
   * @param end is told how the transaction ended, before this returns
   * @throws JMSException if the broker does not take them
   * @throws NamingException if there is no such destination
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void send(String destinationName, List<Publication> publications, Synchronization end)
      throws JMSException, NamingException {
    transaction.registerInterposedSynchronization(end);
    try {
      sendAll(destinationName, publications);
    } catch (JMSException | NamingException e) {
      context.setRollbackOnly();
      throw e;
    } catch (RuntimeException e) {
      // A resource adapter reports a lost broker like this, and the container logs each as a bug.
      context.setRollbackOnly();
      JMSException failure = new JMSException(e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  @SuppressWarnings("BanJNDI") // The name is the operator's, from the subscription's row.
  private void sendAll(String destinationName, List<Publication> publications)
      throws JMSException, NamingException {
    Destination destination = InitialContext.doLookup(destinationName);
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(destination)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      for (Publication publication : publications) {
        producer.send(EventMessage.write(session, publication));
      }
    }
  }
}
