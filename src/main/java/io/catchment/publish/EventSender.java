package io.catchment.publish;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends events to a destination, all of a list or none. */
@ApplicationScoped
class EventSender {

  @Resource(lookup = "java:comp/env/jms/CatchmentConnectionFactory")
  ConnectionFactory factory;

  /**
   * Sends in a transaction of its own, whatever the caller's. When this returns, it is committed:
   * the broker has the messages.
   */
  @SuppressWarnings("BanJNDI") // The name is the operator's, from the subscription's row.
  @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
  void send(String destinationName, List<Publication> publications)
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
