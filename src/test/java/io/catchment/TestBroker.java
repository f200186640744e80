package io.catchment;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.apache.activemq.broker.BrokerService;

/** The brokers that our servers bring, each in this process, in memory and started when needed. */
public enum TestBroker {
  /** WildFly's. */
  ARTEMIS {
    @Override
    ConnectionFactory start() throws Exception {
      EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
      broker.setConfiguration(
          new ConfigurationImpl()
              .setPersistenceEnabled(false)
              .setSecurityEnabled(false)
              .addAcceptorConfiguration("in-vm", "vm://0"));
      broker.start();
      return new ActiveMQJMSConnectionFactory("vm://0");
    }
  },
  /** Payara Micro's. By TCP, because it encodes nothing within a process. */
  ACTIVEMQ {
    @Override
    ConnectionFactory start() throws Exception {
      BrokerService broker = new BrokerService();
      broker.setPersistent(false);
      broker.setUseJmx(false);
      broker.setUseShutdownHook(false);
      String address = broker.addConnector("tcp://127.0.0.1:0").getPublishableConnectString();
      broker.start();
      return new ActiveMQConnectionFactory(address);
    }
  };

  private static final long RECEIVE_MILLIS = 10_000;

  private ConnectionFactory factory;

  /** Makes a message, or reads one. */
  @FunctionalInterface
  public interface Step<A, B> {
    B apply(A input) throws JMSException;
  }

  /** Sends a message through the broker, and has it read on the other side. */
  public <T> T transfer(Step<Session, Message> writer, Step<Message, T> reader)
      throws JMSException {
    return transfer(writer, false, reader);
  }

  /** The same for a sender that saves the broker the trouble of giving the message an id. */
  public <T> T transferWithoutId(Step<Session, Message> writer, Step<Message, T> reader)
      throws JMSException {
    return transfer(writer, true, reader);
  }

  /** Whether a consumer with this selector gets the message. */
  public boolean selects(String selector, Step<Session, Message> writer) throws JMSException {
    try (Connection connection = factory().createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Queue queue = session.createTemporaryQueue();
      session.createProducer(queue).send(writer.apply(session));
      connection.start();
      try (QueueBrowser all = session.createBrowser(queue);
          QueueBrowser selected = session.createBrowser(queue, selector)) {
        if (!all.getEnumeration().hasMoreElements()) {
          throw new JMSException("The message did not arrive.");
        }
        return selected.getEnumeration().hasMoreElements();
      }
    }
  }

  abstract ConnectionFactory start() throws Exception;

  private <T> T transfer(Step<Session, Message> writer, boolean withoutId, Step<Message, T> reader)
      throws JMSException {
    try (Connection connection = factory().createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Queue queue = session.createTemporaryQueue();
      MessageProducer producer = session.createProducer(queue);
      producer.setDisableMessageID(withoutId);
      producer.send(writer.apply(session));
      connection.start();
      MessageConsumer consumer = session.createConsumer(queue);
      Message received = consumer.receive(RECEIVE_MILLIS);
      if (received == null) {
        throw new JMSException("The message did not arrive.");
      }
      return reader.apply(received);
    }
  }

  private synchronized ConnectionFactory factory() {
    if (factory == null) {
      try {
        factory = start();
      } catch (Exception e) {
        throw new IllegalStateException("The broker " + this + " does not start.", e);
      }
    }
    return factory;
  }
}
