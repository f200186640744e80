package io.catchment.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.TestBroker;
import io.catchment.TestBroker.Step;
import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryMessageTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Provide
  Arbitrary<Delivery> deliveries() {
    return Combinators.combine(
            Arbitraries.create(UUID::randomUUID),
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(63),
            Arbitraries.of(Origin.class),
            DateTimes.instants().between(Instant.EPOCH, Instant.parse("2199-12-31T23:59:59Z")),
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(3_000),
            Arbitraries.strings().withCharRange('\u0001', '\uD7FF').ofMaxLength(200).optional())
        .as(
            (id, org, origin, receivedAt, address, body, defect) ->
                new Delivery(
                    id,
                    org,
                    origin,
                    receivedAt.truncatedTo(ChronoUnit.MICROS),
                    address,
                    body,
                    defect));
  }

  @Property(tries = 200)
  void read_anyDelivery(@ForAll("deliveries") Delivery sent, @ForAll TestBroker broker)
      throws JMSException {
    assertSame(transfer(broker, sent), sent);
  }

  @ParameterizedTest
  @EnumSource
  void read_largeBodies(TestBroker broker) throws JMSException {
    for (int size : new int[] {0, 1, 65_535, 65_536, 102_400, 300_000, 8 * 1024 * 1024}) {
      byte[] body = new byte[size];
      new Random(size).nextBytes(body);
      Delivery sent =
          new Delivery(UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", body, Optional.empty());

      assertSame(transfer(broker, sent), sent);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_twice(TestBroker broker) throws JMSException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    Delivery sent =
        new Delivery(UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", body, Optional.empty());

    Delivery second =
        broker.transfer(
            session -> DeliveryMessage.write(session, sent),
            message -> {
              DeliveryMessage.read(message, CLOCK);
              return DeliveryMessage.read(message, CLOCK);
            });

    assertSame(second, sent);
  }

  @ParameterizedTest
  @EnumSource
  void attempt_ofACopy(TestBroker broker) throws JMSException {
    Delivery sent =
        new Delivery(
            UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", new byte[3], Optional.of("odd"));

    int first = broker.transfer(s -> DeliveryMessage.write(s, sent), DeliveryMessage::attempt);
    int third =
        broker.transfer(
            s -> DeliveryMessage.writeAgain(s, sent, 3),
            message -> {
              assertSame(DeliveryMessage.read(message, CLOCK), sent);
              return DeliveryMessage.attempt(message);
            });

    assertThat(first).isEqualTo(1);
    assertThat(third).isEqualTo(3);
  }

  /** What a stranger put on the queue must not be brought back for ever for its odd property. */
  @ParameterizedTest
  @EnumSource
  void attempt_thatIsNoNumber(TestBroker broker) throws JMSException {
    for (Object value : new Object[] {"often", "9".repeat(20), true, 1.5}) {
      int attempt =
          broker.transfer(s -> ours(s, "catchmentAttempt", value), DeliveryMessage::attempt);

      assertThat(attempt).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_text(TestBroker broker) throws JMSException {
    assertForeign(broker, s -> s.createTextMessage("{\"a\":\"ü\"}"), "{\"a\":\"ü\"}");
    assertForeign(broker, s -> s.createTextMessage(""), "");
    assertForeign(broker, Session::createTextMessage, "");
  }

  @ParameterizedTest
  @EnumSource
  void read_textWithOurProperties(TestBroker broker) throws JMSException {
    assertForeign(
        broker,
        session -> {
          TextMessage text = session.createTextMessage("{}");
          text.setStringProperty("catchmentDeliveryId", UUID.randomUUID().toString());
          text.setStringProperty("catchmentOrg", "acme");
          return text;
        },
        "{}");
  }

  @ParameterizedTest
  @EnumSource
  void read_otherKinds(TestBroker broker) throws JMSException {
    List<Step<Session, Message>> writers =
        List.of(
            Session::createMessage,
            Session::createMapMessage,
            Session::createStreamMessage,
            Session::createObjectMessage,
            session -> session.createObjectMessage("an object"));
    for (Step<Session, Message> writer : writers) {
      assertForeign(broker, writer, "");
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_bytesWithoutProperties(TestBroker broker) throws JMSException {
    assertForeign(broker, session -> bytes(session, "abc"), "abc");
  }

  /** Artemis gives such a message four bytes on its way. */
  @ParameterizedTest
  @EnumSource
  void read_bytesThatWereNeverWritten(TestBroker broker) throws JMSException {
    Delivery read =
        broker.transfer(Session::createBytesMessage, m -> DeliveryMessage.read(m, CLOCK));

    assertThat(read.defect()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void read_propertiesThatAreWrong(TestBroker broker) throws JMSException {
    assertForeign(broker, s -> ours(s, "catchmentDeliveryId", "7"), "abc");
    assertForeign(broker, s -> ours(s, "catchmentDeliveryId", null), "abc");
    assertForeign(broker, s -> ours(s, "catchmentOrg", null), "abc");
    assertForeign(broker, s -> ours(s, "catchmentOrigin", "PIGEON"), "abc");
    assertForeign(broker, s -> ours(s, "catchmentOrigin", true), "abc");
    assertForeign(broker, s -> ours(s, "catchmentReceivedAt", "yesterday"), "abc");
    assertForeign(broker, s -> ours(s, "catchmentReceivedAt", 1.5), "abc");
    assertForeign(broker, s -> ours(s, "catchmentReceivedAt", "9".repeat(30)), "abc");
  }

  @ParameterizedTest
  @EnumSource
  void read_foreignTwice(TestBroker broker) throws JMSException {
    boolean same =
        broker.transfer(
            session -> session.createTextMessage("x"),
            message ->
                DeliveryMessage.read(message, CLOCK)
                    .id()
                    .equals(DeliveryMessage.read(message, CLOCK).id()));

    assertThat(same).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void read_foreignOnesApart(TestBroker broker) throws JMSException {
    Step<Session, Message> writer = session -> session.createTextMessage("x");
    Step<Message, UUID> reader = message -> DeliveryMessage.read(message, CLOCK).id();

    assertThat(broker.transfer(writer, reader)).isNotEqualTo(broker.transfer(writer, reader));
  }

  @ParameterizedTest
  @EnumSource
  void read_foreignWithoutAnId(TestBroker broker) throws JMSException {
    Delivery read =
        broker.transferWithoutId(
            session -> session.createTextMessage("x"),
            message -> DeliveryMessage.read(message, CLOCK));

    assertThat(read.defect()).isPresent();
  }

  private static Delivery transfer(TestBroker broker, Delivery sent) throws JMSException {
    return broker.transfer(
        session -> DeliveryMessage.write(session, sent),
        message -> DeliveryMessage.read(message, CLOCK));
  }

  private static void assertSame(Delivery read, Delivery sent) {
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("body") // Which it would compare byte by byte, as objects.
        .isEqualTo(sent);
    assertThat(read.body()).isEqualTo(sent.body());
  }

  private static void assertForeign(
      TestBroker broker, Step<Session, Message> writer, String expectedBody) throws JMSException {
    Delivery read = broker.transfer(writer, message -> DeliveryMessage.read(message, CLOCK));

    assertThat(read.defect()).get().asString().startsWith("The queue held a message that is no");
    assertThat(read.body()).asString(StandardCharsets.UTF_8).isEqualTo(expectedBody);
    assertThat(read.receivedAt()).isEqualTo(NOW);
  }

  private static BytesMessage bytes(Session session, String body) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    return message;
  }

  /** A message like ours, with one property that is another, or missing if null. */
  private static BytesMessage ours(Session session, String name, Object value) throws JMSException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("catchmentDeliveryId", UUID.randomUUID().toString());
    properties.put("catchmentOrg", "acme");
    properties.put("catchmentOrigin", "HOOK");
    properties.put("catchmentReceivedAt", 1_772_352_000_000_000L);
    properties.put(name, value);
    BytesMessage message = bytes(session, "abc");
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      if (property.getValue() != null) {
        message.setObjectProperty(property.getKey(), property.getValue());
      }
    }
    return message;
  }
}
