package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deliveries as one JMS message: all that came together and was committed together.
 *
 * <p>The property {@code catchmentDeliveries} says how many they are, and that the message is ours.
 * When they were queued, {@code JMSTimestamp} says; of a copy, the property {@code
 * catchmentQueuedAt} in milliseconds since 1970.
 */
final class DeliveryMessage {

  private static final String DELIVERIES = "catchmentDeliveries";
  private static final String TRIAL = "catchmentTrial";
  private static final String ATTEMPT = "catchmentAttempt";
  private static final String QUEUED_AT = "catchmentQueuedAt";

  /**
   * Has a stream filled with the body when it is set (Artemis, "Streaming over Jakarta Messaging").
   */
  private static final String ARTEMIS_SAVE = "JMS_AMQ_SaveStream";

  /** Has the body taken from a stream when it is sent (the same chapter). */
  private static final String ARTEMIS_BODY = "JMS_AMQ_InputStream";

  /**
   * From where on Artemis's client takes it from a stream, in bytes: otherwise it copies the body
   * several times, into ever larger buffers. Well above the 100 KB from which on it sends a message
   * in pieces anyway.
   */
  private static final int STREAMED = 256 * 1024;

  private DeliveryMessage() {}

  static Message write(Session session, List<Delivery> deliveries) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.setIntProperty(DELIVERIES, deliveries.size());
    writeBody(message, DeliveryBytes.write(deliveries));
    return message;
  }

  private static void writeBody(BytesMessage message, List<byte[]> parts) throws JMSException {
    int size = parts.stream().mapToInt(part -> part.length).sum();
    if (size >= STREAMED && isOfArtemis(message)) {
      List<InputStream> streams =
          parts.stream().<InputStream>map(ByteArrayInputStream::new).toList();
      message.setObjectProperty(
          ARTEMIS_BODY, new SequenceInputStream(Collections.enumeration(streams)));
    } else {
      for (byte[] part : parts) {
        message.writeBytes(part);
      }
    }
  }

  /**
   * Reads a message of the queue, once: Artemis hands over the body of a large message a single
   * time. One that we did not write comes out as a defective delivery under an id made from the
   * message's own, so that it too is kept once.
   *
   * @throws JMSException if the broker fails; not for any content
   */
  static List<Delivery> read(Message message, Clock clock) throws JMSException {
    List<Delivery> deliveries = readBody(message, clock);
    Optional<Instant> queuedAt = queuedAt(message);
    return queuedAt.isPresent()
        ? deliveries.stream().map(d -> d.queued(queuedAt.get())).toList()
        : deliveries;
  }

  private static List<Delivery> readBody(Message message, Clock clock) throws JMSException {
    byte[] body = body(message);
    if (message instanceof BytesMessage && message.propertyExists(DELIVERIES)) {
      try {
        return DeliveryBytes.read(body);
      } catch (IOException e) {
        return List.of(foreign(message, body, clock));
      }
    }
    return List.of(foreign(message, body, clock));
  }

  /** Empty if its sender does not say, as the version before in a copy, or says nonsense. */
  private static Optional<Instant> queuedAt(Message message) throws JMSException {
    if (message.propertyExists(ATTEMPT) && !message.propertyExists(QUEUED_AT)) {
      return Optional.empty();
    }
    long milliseconds = number(message, QUEUED_AT, message.getJMSTimestamp());
    Instant queuedAt = Instant.ofEpochMilli(milliseconds);
    return milliseconds > 0 && DeliveryBytes.isStorable(queuedAt)
        ? Optional.of(queuedAt)
        : Optional.empty();
  }

  /** What a property says; another number if it is not there, or a stranger says nonsense. */
  private static long number(Message message, String property, long otherwise) throws JMSException {
    try {
      return message.propertyExists(property) ? message.getLongProperty(property) : otherwise;
    } catch (MessageFormatException | NumberFormatException e) {
      return otherwise;
    }
  }

  private static byte[] body(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      return bytes(bytes);
    }
    return message instanceof TextMessage text && text.getText() != null
        ? text.getText().getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }

  private static Delivery foreign(Message message, byte[] body, Clock clock) throws JMSException {
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
    long attempt = number(message, ATTEMPT, 1);
    return attempt == (int) attempt ? (int) attempt : 1;
  }

  static Message writeAgain(Session session, List<Delivery> deliveries, int attempt)
      throws JMSException {
    Message message = write(session, deliveries);
    message.setIntProperty(ATTEMPT, attempt);
    Optional<Instant> queuedAt =
        deliveries.stream().flatMap(d -> d.queuedAt().stream()).min(Comparator.naturalOrder());
    if (queuedAt.isPresent()) {
      message.setLongProperty(QUEUED_AT, queuedAt.get().toEpochMilli());
    }
    return message;
  }

  private static byte[] bytes(BytesMessage message) throws JMSException {
    int length = Math.toIntExact(message.getBodyLength());
    if (isOfArtemis(message)) {
      return saved(message, length);
    }
    message.reset();
    byte[] bytes = new byte[length];
    message.readBytes(bytes);
    return bytes;
  }

  private static boolean isOfArtemis(Message message) {
    return message.getClass().getName().startsWith("org.apache.activemq.artemis.");
  }

  /**
   * Read like any other, and even reset only, a large message is copied by its client one byte
   * after the other.
   */
  private static byte[] saved(BytesMessage message, int length) throws JMSException {
    Filled bytes = new Filled(length);
    message.setObjectProperty(ARTEMIS_SAVE, bytes);
    if (bytes.size() != length) {
      throw new JMSException("The broker gave " + bytes.size() + " bytes of " + length + ".");
    }
    return bytes.bytes();
  }

  /** Bytes of which the number is known before, and which are not copied at the end. */
  private static final class Filled extends ByteArrayOutputStream {

    Filled(int length) {
      super(length);
    }

    byte[] bytes() {
      return count == buf.length ? buf : toByteArray();
    }
  }
}
