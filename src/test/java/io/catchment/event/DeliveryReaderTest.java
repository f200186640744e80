package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeliveryReaderTest {

  /** A body, and the elements that are in it. */
  record Batch(String body, List<EventText> elements) {}

  @Provide
  Arbitrary<Batch> batches() {
    return Arbitraries.randomValue(EventText::random)
        .list()
        .ofMaxSize(8)
        .flatMap(elements -> Arbitraries.randomValue(random -> batch(elements, random)));
  }

  private static Batch batch(List<EventText> elements, Random random) {
    RandomJson text = new RandomJson(random);
    String events =
        text.member("events", text.arrayOf(elements.stream().map(EventText::json).toList()));
    String envelope =
        text.objectOf(
            List.of(
                text.member("data", text.objectOf(List.of(events))),
                text.member("eventId", "\"delivery-1\""),
                text.member("source", "\"https://acme.example/hooks/1\"")));
    return new Batch(text.space() + envelope + text.space(), elements);
  }

  @Property(tries = 1_000)
  void read_anyBatch(@ForAll("batches") Batch batch) throws Exception {
    DeliveryContents contents = read(batch.body());

    assertThat(contents.oktaEventId()).isEqualTo("delivery-1");
    assertThat(contents.source()).isEqualTo("https://acme.example/hooks/1");
    assertThat(contents.size()).isEqualTo(batch.elements().size());
    assertThat(contents.events())
        .isEqualTo(
            batch.elements().stream().map(EventText::event).flatMap(Optional::stream).toList());
    assertThat(contents.unreadable())
        .extracting(UnreadableEvent::position)
        .isEqualTo(
            IntStream.range(0, batch.elements().size())
                .filter(i -> batch.elements().get(i).event().isEmpty())
                .boxed()
                .toList());
    assertThat(contents.unreadable())
        .allSatisfy(
            u -> {
              assertThat(u.json()).isEqualTo(batch.elements().get(u.position()).json());
              assertThat(u.reason()).endsWith(".");
            });
  }

  @Property(tries = 300)
  void read_anyElementAgain(@ForAll("batches") Batch batch) {
    for (EventText element : batch.elements()) {
      if (element.event().isPresent()) {
        assertThat(LogEventReader.read(element.json())).isEqualTo(element.event().get());
      }
    }
  }

  /**
   * What has not passed the door need not be understood, but it has to end. In a thread of its own:
   * a reader that goes round for ever hears of no interruption.
   */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void read_cutOffAnywhere_isRefused() {
    String body =
        "{\"x\":[[1],{\"y\":2}],\"data\":{\"z\":{\"a\":[]},\"events\":[[3,[4]],5,"
            + "{\"uuid\":\"u\",\"actor\":{\"id\":{\"b\":6}},\"target\":[{\"c\":[7]}],\"d\":[8]}]}}";
    for (int length = 0; length < body.length(); length++) {
      String cutOff = body.substring(0, length);
      assertThatThrownBy(() -> read(cutOff)).as(cutOff).isInstanceOf(Exception.class);
    }
  }

  @Test
  void read_ordinaryDelivery() throws Exception {
    DeliveryContents contents =
        read(
            """
            {"eventType":"com.okta.event_hook","eventTypeVersion":"1.0","cloudEventsVersion":"0.1",
             "source":"https://acme.example/api/v1/eventHooks/who1","eventId":"d-1",
             "data":{"events":[
               {"uuid":"u-1","published":"2026-03-01T08:00:00.250Z","eventType":"user.session.start",
                "severity":"INFO","outcome":{"result":"SUCCESS","reason":null},
                "actor":{"id":"00u1","type":"User","alternateId":"ines@acme.example","displayName":"Ines"},
                "client":{"ipAddress":"192.0.2.7","ipChain":[]},
                "target":[{"id":"00g1","type":"UserGroup","displayName":"Sales"}],
                "debugContext":{"debugData":{}}}
             ]},
             "eventTime":"2026-03-01T08:00:05.000Z","contentType":"application/json"}
            """);

    assertThat(contents.oktaEventId()).isEqualTo("d-1");
    assertThat(contents.source()).isEqualTo("https://acme.example/api/v1/eventHooks/who1");
    assertThat(contents.unreadable()).isEmpty();
    assertThat(contents.events()).hasSize(1);
    LogEvent event = contents.events().get(0);
    assertThat(event.uuid()).isEqualTo("u-1");
    assertThat(event.publishedAt()).isEqualTo("2026-03-01T08:00:00.250Z");
    assertThat(event.eventType()).isEqualTo("user.session.start");
    assertThat(event.severity()).isEqualTo("INFO");
    assertThat(event.outcome()).isEqualTo("SUCCESS");
    assertThat(event.actor()).isEqualTo(new Party("00u1", "User", "ines@acme.example", "Ines"));
    assertThat(event.clientAddress()).isEqualTo("192.0.2.7");
    assertThat(event.targets()).containsExactly(new Party("00g1", "UserGroup", null, "Sales"));
    assertThat(event.json()).startsWith("{\"uuid\":\"u-1\"").endsWith("\"debugData\":{}}}");
  }

  @Test
  void read_emptyBatch() throws Exception {
    DeliveryContents contents = read("{\"data\":{\"events\":[ \n ]}}");

    assertThat(contents.size()).isZero();
    assertThat(contents.oktaEventId()).isNull();
    assertThat(contents.source()).isNull();
  }

  @Test
  void read_notADelivery() {
    assertThatThrownBy(() -> read("{\"data\":{}}")).isInstanceOf(MalformedDeliveryException.class);
    assertThatThrownBy(() -> read("{\"data\":")).isInstanceOf(MalformedDeliveryException.class);
  }

  @Test
  void read_eventsTwice() throws Exception {
    DeliveryContents contents =
        read(
            "{\"data\":{\"events\":[%s,1],\"events\":[%s]},\"data\":{\"events\":[%s]},\"data\":7}"
                .formatted(event("a", ""), event("b", ""), event("c", "")));

    assertThat(contents.events()).extracting(LogEvent::uuid).containsExactly("a", "b", "c");
    assertThat(contents.unreadable()).extracting(UnreadableEvent::position).containsExactly(1);
  }

  @Test
  void read_sameEventTwice() throws Exception {
    assertThat(read(delivery(event("a", ""), event("a", ""))).events()).hasSize(2);
  }

  @Test
  void read_eventsElsewhere() throws Exception {
    String body =
        "{\"events\":[%1$s],\"more\":{\"data\":{\"events\":[%1$s]}},\"data\":{\"old\":{\"events\":[%1$s]},\"events\":[%2$s]}}"
            .formatted(event("no", ""), event("yes", ""));

    assertThat(read(body).events()).extracting(LogEvent::uuid).containsExactly("yes");
  }

  /** Every place at which the parser's buffer can end within an element, and around it. */
  @Test
  void read_elementAcrossTheParsersBuffer() throws Exception {
    String event = event("ü-😀", "山田\\n😀");
    for (int padding = 3_900; padding < 4_200; padding++) {
      DeliveryContents contents =
          read("{\"pad\":\"" + "é".repeat(padding) + "\",\"data\":{\"events\":[1," + event + "]}}");

      assertThat(contents.unreadable()).extracting(UnreadableEvent::json).containsExactly("1");
      assertThat(contents.events()).extracting(LogEvent::json).containsExactly(event);
    }
  }

  /** A token that is longer than the buffer makes the parser enlarge it, and move what is in it. */
  @Test
  void read_longTokensBetweenElements() throws Exception {
    List<String> elements = new ArrayList<>();
    for (int length = 1; length < 300_000; length = length * 3 + 1) {
      elements.add(event("u" + length, "😀é".repeat(length)));
      elements.add("1".repeat(length));
      elements.add("\"" + "\\u00e9".repeat(length) + "\"");
      elements.add(" ".repeat(length) + "null" + "\n".repeat(length));
    }

    DeliveryContents contents = read(delivery(elements.toArray(String[]::new)));

    assertThat(inOrder(contents)).isEqualTo(elements.stream().map(String::strip).toList());
  }

  @Test
  void read_eventOfOneMegabyte() throws Exception {
    String event = event("big", "😀 é \\\" ".repeat(120_000));

    DeliveryContents contents = read(delivery(event("a", ""), event, event("z", "")));

    assertThat(event.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(1024 * 1024);
    assertThat(contents.events()).hasSize(3);
    assertThat(contents.events().get(1).json()).isEqualTo(event);
  }

  @Test
  void read_batchesOfManyEvents() throws Exception {
    for (int size : new int[] {500, 2_000}) {
      String[] events =
          IntStream.range(0, size)
              .mapToObj(i -> event("u" + i, "é".repeat(i % 700)))
              .toArray(String[]::new);

      DeliveryContents contents = read(delivery(events));

      assertThat(contents.events()).extracting(LogEvent::json).containsExactly(events);
    }
  }

  @Test
  void read_asManyUnreadableElementsAsAreListed() throws Exception {
    DeliveryContents contents =
        read(envelope("{},".repeat(DeliveryReader.MAX_UNREADABLE - 1) + "1"));

    assertThat(contents.unreadable()).hasSize(DeliveryReader.MAX_UNREADABLE);
    assertThat(contents.unlisted()).isZero();
  }

  @Test
  void read_moreUnreadableElementsThanAreListed() throws Exception {
    String event = "{\"uuid\":\"u\",\"published\":\"2026-02-03T04:05:06Z\"}";

    DeliveryContents contents =
        read(envelope("{},".repeat(DeliveryReader.MAX_UNREADABLE + 1) + event + ",{}"));

    assertThat(contents.events()).extracting(LogEvent::uuid).containsExactly("u");
    assertThat(contents.unreadable()).isEmpty();
    assertThat(contents.unlisted()).isEqualTo(DeliveryReader.MAX_UNREADABLE + 2);
    assertThat(contents.size()).isEqualTo(DeliveryReader.MAX_UNREADABLE + 3);
  }

  private static String envelope(String elements) {
    return "{\"data\":{\"events\":[" + elements + "]}}";
  }

  @Test
  void read_escapedNul() throws Exception {
    String event = event("a", "\\u0000 \\uD83D");

    assertThat(read(delivery(event)).events().get(0).json()).isEqualTo(event);
  }

  @Test
  void read_envelopeMembersOfAnotherKind() throws Exception {
    DeliveryContents contents =
        read("{\"eventId\":{\"a\":[1]},\"source\":[\"x\"],\"data\":{\"events\":[]}}");

    assertThat(contents.oktaEventId()).isNull();
    assertThat(contents.source()).isNull();
  }

  private static DeliveryContents read(String body) throws MalformedDeliveryException {
    return DeliveryReader.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String delivery(String... elements) {
    return "{\"data\":{\"events\":[" + String.join(",", elements) + "]}}";
  }

  private static String event(String uuid, String message) {
    return "{\"uuid\":\"%s\",\"published\":\"2026-03-01T08:00:00.250Z\",\"displayMessage\":\"%s\"}"
        .formatted(uuid, message);
  }

  /** The text of all elements, put back together from events and unreadable ones. */
  private static List<String> inOrder(DeliveryContents contents) {
    List<String> all =
        contents.events().stream()
            .map(LogEvent::json)
            .collect(Collectors.toCollection(ArrayList::new));
    contents.unreadable().forEach(u -> all.add(u.position(), u.json()));
    return all;
  }
}
