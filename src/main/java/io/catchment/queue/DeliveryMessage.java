package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** A delivery as a JMS message: the raw bytes, and what else we know of it as properties. */
final class DeliveryMessage {

  private static final String ID = "catchmentDeliveryId";
  private static final String ORG = "catchmentOrg";
  private static final String ORIGIN = "catchmentOrigin";
  private static final String RECEIVED_AT = "catchmentReceivedAt";
  private static final String REMOTE_ADDRESS = "catchmentRemoteAddress";
  private static final String DEFECT = "catchmentDefect";
  private static final String TRIAL = "catchmentTrial";
  private static final String ATTEMPT = "catchmentAttempt";

  private DeliveryMessage() {}

  static Message write(Session session, Delivery delivery) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.setStringProperty(ID, delivery.id().toString());
    message.setStringProperty(ORG, delivery.org());
    message.setStringProperty(ORIGIN, delivery.origin().name());
    message.setLongProperty(RECEIVED_AT, micros(delivery.receivedAt()));
    message.setStringProperty(REMOTE_ADDRESS, delivery.remoteAddress());
    if (delivery.defect().isPresent()) {
      message.setStringProperty(DEFECT, delivery.defect().get());
    }
    message.writeBytes(delivery.body());
    return message;
  }

  /**
   * Reads a message of the queue. One that we did not write comes out as a defective delivery under
   * an id made from the message's own, so that it too is kept once.
   *
   * @throws JMSException if the broker fails; not for any content
   */
  static Delivery read(Message message, Clock clock) throws JMSException {
    try {
      return readOurs((BytesMessage) message);
    } catch (ClassCastException | IllegalArgumentException e) {
      return foreign(message, clock);
    }
  }

  /** Throws IllegalArgumentException if a property is missing or wrong. */
  private static Delivery readOurs(BytesMessage message) throws JMSException {
    UUID id = UUID.fromString(required(message, ID));
    String org = required(message, ORG);
    Origin origin = Origin.valueOf(required(message, ORIGIN));
    Instant receivedAt =
        Instant.EPOCH.plus(Long.parseLong(required(message, RECEIVED_AT)), ChronoUnit.MICROS);
    String remoteAddress =
        Optional.ofNullable(message.getStringProperty(REMOTE_ADDRESS)).orElse("");
    Optional<String> defect = Optional.ofNullable(message.getStringProperty(DEFECT));
    return new Delivery(id, org, origin, receivedAt, remoteAddress, bytes(message), defect);
  }

  private static String required(Message message, String property) throws JMSException {
    String value = message.getStringProperty(property);
    if (value == null) {
      throw new IllegalArgumentException(property + " is missing");
    }
    return value;
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

  static Message writeAgain(Session session, Delivery delivery, int attempt) throws JMSException {
    Message message = write(session, delivery);
    message.setIntProperty(ATTEMPT, attempt);
    return message;
  }

  private static byte[] bytes(BytesMessage message) throws JMSException {
    message.reset();
    byte[] bytes = new byte[Math.toIntExact(message.getBodyLength())];
    message.readBytes(bytes);
    return bytes;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
