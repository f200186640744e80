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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
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
  Arbitrary<List<Delivery>> deliveries() {
    return delivery().list().ofMaxSize(5);
  }

  private static Arbitrary<Delivery> delivery() {
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
  void read_anyDeliveries(@ForAll("deliveries") List<Delivery> sent, @ForAll TestBroker broker)
      throws JMSException {
    List<Delivery> read =
        broker.transfer(
            session -> DeliveryMessage.write(session, sent),
            message -> DeliveryMessage.read(message, CLOCK));

    assertThat(read).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertSame(read.get(i), sent.get(i));
    }
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
  void readAgain_largeBodiesAndAnEmptyOneBetween(TestBroker broker) throws JMSException {
    List<Delivery> sent =
        IntStream.of(300_000, 0, 200_000)
            .mapToObj(
                size -> {
                  byte[] body = new byte[size];
                  new Random(size).nextBytes(body);
                  return new Delivery(
                      UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", body, Optional.empty());
                })
            .toList();

    List<Delivery> read =
        broker.transfer(
            session -> DeliveryMessage.writeAgain(session, sent, 3),
            message -> DeliveryMessage.read(message, CLOCK));

    assertThat(read).hasSize(3);
    for (int i = 0; i < sent.size(); i++) {
      assertSame(read.get(i), sent.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void deliveries_askedForTwice(TestBroker broker) throws JMSException {
    for (int size : new int[] {2, 1024 * 1024}) {
      Delivery sent =
          new Delivery(
              UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", new byte[size], Optional.empty());

      List<Delivery> second =
          broker.transfer(
              session -> DeliveryMessage.write(session, List.of(sent)),
              message -> {
                TakenMessage taken = new TakenMessage(message, CLOCK);
                assertThat(taken.deliveries()).hasSize(1);
                return taken.deliveries();
              });

      assertThat(second).hasSize(1);
      assertSame(second.get(0), sent);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attempt_ofACopy(TestBroker broker) throws JMSException {
    Delivery sent =
        new Delivery(
            UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", new byte[3], Optional.of("odd"));

    int first =
        broker.transfer(s -> DeliveryMessage.write(s, List.of(sent)), DeliveryMessage::attempt);
    int third =
        broker.transfer(
            s -> DeliveryMessage.writeAgain(s, List.of(sent), 3),
            message -> {
              assertSame(read(message), sent);
              return DeliveryMessage.attempt(message);
            });

    assertThat(first).isEqualTo(1);
    assertThat(third).isEqualTo(3);
  }

  /** What a stranger put on the queue must not be brought back for ever for its odd property. */
  @ParameterizedTest
  @EnumSource
  void attempt_thatIsNoNumber(TestBroker broker) throws JMSException {
    for (Object value : new Object[] {"often", "9".repeat(20), true, 1.5, Long.MIN_VALUE}) {
      int attempt =
          broker.transfer(
              s -> withProperty(s, "catchmentAttempt", value), DeliveryMessage::attempt);

      assertThat(attempt).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void queuedAt_ofAMessage_isWhenItWasSent(TestBroker broker) throws JMSException {
    Instant before = Instant.now();

    Delivery read = transfer(broker, delivery(NOW));

    assertThat(read.queuedAt())
        .hasValueSatisfying(
            at -> assertThat(at).isBetween(before.truncatedTo(ChronoUnit.MILLIS), Instant.now()));
  }

  /** JMS tells milliseconds: the same one must not look like a time before. */
  @ParameterizedTest
  @EnumSource
  void queuedAt_ofOneThatWasReceivedLaterByItsFinerTime_isWhenItWasReceived(TestBroker broker)
      throws JMSException {
    Instant received = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MICROS);

    assertThat(transfer(broker, delivery(received)).queuedAt()).hasValue(received);
  }

  @ParameterizedTest
  @EnumSource
  void queuedAt_ofACopy_isThatOfTheFirst(TestBroker broker) throws JMSException {
    Instant first = NOW.plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
    List<Delivery> deliveries = List.of(delivery(NOW).queued(first));

    Delivery copy =
        broker.transfer(
            s -> DeliveryMessage.writeAgain(s, deliveries, 2), DeliveryMessageTest::read);

    assertThat(copy.queuedAt()).hasValue(first);
  }

  /** An older version does not say in a copy when the first one was queued. */
  @ParameterizedTest
  @EnumSource
  void queuedAt_ofACopyThatDoesNotSay_isNotKnown(TestBroker broker) throws JMSException {
    Delivery copy =
        broker.transfer(s -> withProperty(s, "catchmentAttempt", 2), DeliveryMessageTest::read);

    assertThat(copy.queuedAt()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void queuedAt_thatIsNoTime_isNotKept(TestBroker broker) throws JMSException {
    for (Object value : new Object[] {Long.MAX_VALUE, Long.MIN_VALUE, 0L, "253402300800000"}) {
      Delivery read =
          broker.transfer(
              s -> withProperty(s, "catchmentQueuedAt", value), DeliveryMessageTest::read);

      assertThat(read.queuedAt()).as("%s", value).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void queuedAt_thatIsNoNumber_isWhenTheMessageWasSent(TestBroker broker) throws JMSException {
    Delivery read =
        broker.transfer(
            s -> withProperty(s, "catchmentQueuedAt", "soon"), DeliveryMessageTest::read);

    assertThat(read.queuedAt()).isPresent();
  }

  private static Delivery delivery(Instant receivedAt) {
    byte[] body = {1};
    return new Delivery(
        UUID.randomUUID(), "acme", Origin.HOOK, receivedAt, "", body, Optional.empty());
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
          text.setIntProperty("catchmentDeliveries", 1);
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
    Delivery read = broker.transfer(Session::createBytesMessage, m -> read(m));

    assertThat(read.defect()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void read_bytesThatOnlySayTheyAreOurs(TestBroker broker) throws JMSException {
    for (String bytes :
        List.of("abc", "", "\u0002abcd", "\u0001", "\u0001\u0000\u0000\u0000\u0001id")) {
      assertForeign(broker, session -> ours(session, bytes), bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_deliveryThatIsCutOff(TestBroker broker) throws JMSException {
    byte[] body = "{}".repeat(20).getBytes(StandardCharsets.UTF_8);
    Delivery sent =
        new Delivery(UUID.randomUUID(), "acme", Origin.HOOK, NOW, "", body, Optional.empty());
    byte[] bytes = DeliveryBytesTest.bytes(sent);

    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      Delivery read = broker.transfer(s -> ours(s, cut), DeliveryMessageTest::read);
      assertThat(read.defect()).isPresent();
      assertThat(read.body()).isEqualTo(cut);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_foreignTwice(TestBroker broker) throws JMSException {
    boolean same =
        broker.transfer(
            session -> session.createTextMessage("x"),
            message -> read(message).id().equals(read(message).id()));

    assertThat(same).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void read_foreignOnesApart(TestBroker broker) throws JMSException {
    Step<Session, Message> writer = session -> session.createTextMessage("x");
    Step<Message, UUID> reader = message -> read(message).id();

    assertThat(broker.transfer(writer, reader)).isNotEqualTo(broker.transfer(writer, reader));
  }

  @ParameterizedTest
  @EnumSource
  void read_foreignWithoutAnId(TestBroker broker) throws JMSException {
    Delivery read =
        broker.transferWithoutId(
            session -> session.createTextMessage("x"), message -> read(message));

    assertThat(read.defect()).isPresent();
  }

  private static Delivery transfer(TestBroker broker, Delivery sent) throws JMSException {
    return broker.transfer(
        session -> DeliveryMessage.write(session, List.of(sent)), message -> read(message));
  }

  private static void assertSame(Delivery read, Delivery sent) {
    assertThat(read)
        .usingRecursiveComparison()
        // The body it would compare byte by byte, as objects.
        .ignoringFields("body", "queuedAt")
        .isEqualTo(sent);
    assertThat(read.body()).isEqualTo(sent.body());
  }

  private static void assertForeign(
      TestBroker broker, Step<Session, Message> writer, String expectedBody) throws JMSException {
    Delivery read = broker.transfer(writer, message -> read(message));

    assertThat(read.defect()).get().asString().startsWith("The queue held a message that is no");
    assertThat(read.body()).asString(StandardCharsets.UTF_8).isEqualTo(expectedBody);
    assertThat(read.receivedAt()).isEqualTo(NOW);
  }

  private static BytesMessage bytes(Session session, String body) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    return message;
  }

  /** A message with our property and other bytes. */
  private static BytesMessage ours(Session session, String body) throws JMSException {
    return ours(session, body.getBytes(StandardCharsets.UTF_8));
  }

  private static BytesMessage ours(Session session, byte[] body) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.setIntProperty("catchmentDeliveries", 1);
    message.writeBytes(body);
    return message;
  }

  private static BytesMessage withProperty(Session session, String name, Object value)
      throws JMSException {
    BytesMessage message = bytes(session, "abc");
    message.setObjectProperty(name, value);
    return message;
  }

  private static Delivery read(Message message) throws JMSException {
    List<Delivery> read = DeliveryMessage.read(message, CLOCK);
    assertThat(read).hasSize(1);
    return read.get(0);
  }
}
