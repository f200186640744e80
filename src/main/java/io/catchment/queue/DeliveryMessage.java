package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deliveries as one JMS message: all that came together and was committed together.
 *
 * <p>The property {@code catchmentDeliveries} says how many they are, and that the message is ours.
 */
final class DeliveryMessage {

  private static final String DELIVERIES = "catchmentDeliveries";
  private static final String TRIAL = "catchmentTrial";
  private static final String ATTEMPT = "catchmentAttempt";

  private DeliveryMessage() {}

  static Message write(Session session, List<Delivery> deliveries) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.setIntProperty(DELIVERIES, deliveries.size());
    message.writeBytes(DeliveryBytes.write(deliveries));
    return message;
  }

  /**
   * Reads a message of the queue. One that we did not write comes out as a defective delivery under
   * an id made from the message's own, so that it too is kept once.
   *
   * @throws JMSException if the broker fails; not for any content
   */
  static List<Delivery> read(Message message, Clock clock) throws JMSException {
    if (message instanceof BytesMessage bytes && message.propertyExists(DELIVERIES)) {
      try {
        return DeliveryBytes.read(bytes(bytes));
      } catch (IOException e) {
        return List.of(foreign(message, clock));
      }
    }
    return List.of(foreign(message, clock));
  }

  private static Delivery foreign(Message message, Clock clock) throws JMSException {
    byte[] body = new byte[0];
    if (message instanceof BytesMessage bytesMessage) {
      body = bytes(bytesMessage);
    } else if (message instanceof TextMessage text && text.getText() != null) {
      body = text.getText().getBytes(StandardCharsets.UTF_8);
    }
    // A sender may have left the id out; then what counts as the same message is the same content.
    String messageId = message.getJMSMessageID();
    UUID id =
        UUID.nameUUIDFromBytes(
            messageId == null ? body : messageId.getBytes(StandardCharsets.UTF_8));
    String defect =
        "The queue held a message that is no delivery: " + message.getClass().getSimpleName();
    return new Delivery(id, "unknown", Origin.TEST, clock.instant(), "", body, Optional.of(defect));
  }

  /** A message that holds no delivery: it only tries whether the broker takes one. */
  static Message writeTrial(Session session) throws JMSException {
    Message message = session.createMessage();
    message.setBooleanProperty(TRIAL, true);
    return message;
  }

  static boolean isTrial(Message message) throws JMSException {
    return message.propertyExists(TRIAL);
  }

  /** Which attempt to store it this message is, from 1; the first if a stranger says nonsense. */
  static int attempt(Message message) throws JMSException {
    try {
      return message.propertyExists(ATTEMPT) ? message.getIntProperty(ATTEMPT) : 1;
    } catch (MessageFormatException | NumberFormatException e) {
      return 1;
    }
  }

  static Message writeAgain(Session session, List<Delivery> deliveries, int attempt)
      throws JMSException {
    Message message = write(session, deliveries);
    message.setIntProperty(ATTEMPT, attempt);
    return message;
  }

  private static byte[] bytes(BytesMessage message) throws JMSException {
    message.reset();
    byte[] bytes = new byte[Math.toIntExact(message.getBodyLength())];
    message.readBytes(bytes);
    return bytes;
  }
}
