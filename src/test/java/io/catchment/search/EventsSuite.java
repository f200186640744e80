package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.JsonTree;
import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EventsSuite {

  private static final int EVENTS = 60;
  private static final int QUERIES = 150;
  private static final Keywords NO_WORDS = new Keywords(List.of());

  final TestDatabase database = database();
  final Events events = database.events(Clock.systemUTC());

  abstract TestDatabase database();

  @AfterEach
  void clear() {
    database.clear();
  }

  @AfterAll
  void close() {
    database.close();
  }

  /** It goes on in pieces, also where more are of one instant than are in a piece. */
  @ParameterizedTest
  @EnumSource
  void read_stepsGivenUp_findsTheSame(Order order) {
    List<String> json = IntStream.range(0, 1_300).mapToObj(EventsSuite::crowded).toList();
    database.store("acme", json);
    Events busy = database.events(Clock.systemUTC());
    busy.transaction = new Busy(database.transaction());
    EventQuery query = query(order, "a eq 1");
    List<FoundEvent> expected = all(events, query, 1_000);
    assertThat(expected).hasSize(130);

    assertThat(all(busy, query, 50)).isEqualTo(expected);
  }

  /** Twelve hundred of one instant, and others a second apart around it. */
  private static String crowded(int number) {
    int second = number < 50 ? number : Math.max(50, number - 1_200);
    String published = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second).toString();
    return event("u-" + number, published, number % 10 == 0 ? ",\"a\":1" : "");
  }

  /** A database that gives up the first statement of four that look into events. */
  private static final class Busy extends SearchTransaction {
    private final SearchTransaction calm;
    private int asked;

    Busy(SearchTransaction calm) {
      this.calm = calm;
    }

    @Override
    <T> T with(Work<T> work) {
      return calm.with(connection -> work.with(busy(connection)));
    }

    @Override
    boolean isEmbedded() {
      return calm.isEmbedded();
    }

    private Connection busy(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, values) -> {
                if (values != null
                    && values[0] instanceof String sql
                    && sql.contains("e.json")
                    && asked++ % 4 == 0) {
                  throw new SQLTimeoutException("Given up.");
                }
                try {
                  return method.invoke(connection, values);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  static EventQuery query(Order order, String filter) {
    try {
      return new EventQuery(
          Sources.ALL,
          Instant.EPOCH,
          Optional.empty(),
          filter.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(filter)),
          NO_WORDS,
          order);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String event(String uuid, String published, String members) {
    return "{\"uuid\":\"%s\",\"published\":\"%s\"%s}".formatted(uuid, published, members);
  }

  private void store(String... json) {
    database.store("acme", List.of(json));
  }

  private List<String> find(String filter) {
    return uuids(events.read(query(Order.ASCENDING, filter), Optional.empty(), 100));
  }

  private static List<String> uuids(EventPage page) {
    return page.events().stream().map(FoundEvent::uuid).toList();
  }

  /** Follows the pages to the end. */
  static List<FoundEvent> all(Events events, EventQuery query, int limit) {
    List<FoundEvent> found = new ArrayList<>();
    Optional<Position> after = Optional.empty();
    EventPage page;
    do {
      page = events.read(query, after, limit);
      assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.events());
      after = Optional.of(page.end());
    } while (page.more());
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void read_randomQueries_findWhatTheFilterAccepts(long seed) {
    Random random = new Random(seed);
    RandomQuery some = new RandomQuery(random);
    database.store("acme", IntStream.range(0, EVENTS).mapToObj(some::event).toList());
    database.store("other", IntStream.range(0, EVENTS).mapToObj(some::event).toList());
    database.execute(
        "update event set origin = 'SYSTEM_LOG' where mod(id, 3) = 1",
        "update event set origin = 'TEST' where mod(id, 3) = 2",
        // As a node of an older version leaves them.
        "update event_target set published_at = null where mod(event_id, 4) = 1");
    List<FoundEvent> stored = all(events, query(Order.ARRIVAL, ""), 1_000);
    assertThat(stored).hasSize(2 * EVENTS);
    for (int i = 0; i < QUERIES; i++) {
      EventQuery query = some.query(Order.values()[random.nextInt(3)]);
      assertThat(all(events, query, 1 + random.nextInt(60)))
          .as("%s", query)
          .extracting(FoundEvent::id)
          .containsExactlyElementsOf(
              stored.stream()
                  .filter(event -> accepts(query, event))
                  .sorted(inOrder(query.order()))
                  .map(FoundEvent::id)
                  .toList());
    }
  }

  private static boolean accepts(EventQuery query, FoundEvent event) {
    JsonTree tree = JsonTree.read(event.json());
    return isFrom(query.sources(), event)
        && !event.publishedAt().isBefore(query.since())
        && query.until().stream().allMatch(event.publishedAt()::isBefore)
        && query.filter().stream().allMatch(filter -> filter.matches(tree))
        && query.keywords().matches(tree);
  }

  private static boolean isFrom(Sources sources, FoundEvent event) {
    return (sources.orgs().isEmpty() || sources.orgs().contains(event.org()))
        && (sources.origins().isEmpty() || sources.origins().contains(event.origin()));
  }

  private static Comparator<FoundEvent> inOrder(Order order) {
    Comparator<FoundEvent> byTime =
        Comparator.comparing(FoundEvent::publishedAt).thenComparing(FoundEvent::id);
    return switch (order) {
      case ARRIVAL -> Comparator.comparing(FoundEvent::id);
      case ASCENDING -> byTime;
      case DESCENDING -> byTime.reversed();
    };
  }

  /** Several indexes lead to it, and one of them twice. */
  @ParameterizedTest
  @EnumSource
  void read_eventOfSeveralBranches_isFoundOnce(Order order) {
    String party = "{\"id\":\"a\",\"alternateId\":\"a@acme.example\"}";
    String members = ",\"actor\":%1$s,\"target\":[%1$s,{\"id\":\"b\"},%1$s]".formatted(party);
    for (int i = 0; i < 5; i++) {
      store(
          event("u-" + i, "2026-01-01T00:00:00Z", members),
          event("v-" + i, "2026-01-01T00:00:00Z", ""));
    }
    List<String> filters =
        List.of(
            "target.id eq \"a\"",
            "target.id eq \"a\" or target.id eq \"b\"",
            "target.id eq \"b\" or actor.id eq \"a\" or target.alternateId eq \"a@acme.example\"");
    for (String filter : filters) {
      for (int limit = 1; limit < 7; limit++) {
        assertThat(all(events, query(order, filter), limit))
            .as("%s, %s at a time", filter, limit)
            .extracting(FoundEvent::uuid)
            .containsExactlyInAnyOrder("u-0", "u-1", "u-2", "u-3", "u-4");
      }
    }
  }

  /** Each may be hidden in an array, where no column tells it. */
  @ParameterizedTest
  @EnumSource
  void read_typesOfASeverity_findsThoseWhereOneIsHidden(Order order) {
    List<String> expected = new ArrayList<>();
    for (String type : List.of("\"a\"", "\"b\"", "[\"a\"]", "\"d\"", "null")) {
      for (String severity : List.of("\"c\"", "[\"c\",\"e\"]", "\"e\"", "[\"e\"]", "null")) {
        String uuid = "u-" + type + severity;
        String members = ",\"eventType\":%s,\"severity\":%s".formatted(type, severity);
        store(event(uuid.replace("\"", ""), "2026-01-01T00:00:00Z", members));
        if (!type.contains("d") && !type.equals("null") && severity.contains("c")) {
          expected.add(uuid.replace("\"", ""));
        }
      }
    }
    String filter = "(eventType eq \"a\" or eventType eq \"b\") and severity eq \"c\"";
    assertThat(expected).hasSize(6);

    for (int limit = 1; limit < 8; limit++) {
      assertThat(all(events, query(order, filter), limit))
          .extracting(FoundEvent::uuid)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void read_event_isAsItWasReceived() {
    String json = event("u-1", "2026-01-31T12:00:00.1234567Z", ", \"x\" : [ 1.00, \"\\u0041ß\" ]");
    store(json);

    FoundEvent found = events.read(query(Order.ASCENDING, ""), Optional.empty(), 1).events().get(0);

    assertThat(found.json()).isEqualTo(json);
    assertThat(found.org()).isEqualTo("acme");
    assertThat(found.uuid()).isEqualTo("u-1");
    assertThat(found.publishedAt()).isEqualTo("2026-01-31T12:00:00.123456Z");
    assertThat(found.receivedAt()).isEqualTo("2026-03-04T12:00:00Z");
    assertThat(found.storedAt()).isEqualTo("2026-03-04T12:00:01Z");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void read_nothingStored(Order order) {
    EventPage page = events.read(query(order, "a eq 1"), Optional.empty(), 10);

    assertThat(page.events()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(events.read(query(order, ""), Optional.of(page.end()), 10).events()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void read_timesFarAway(Order order) {
    store(event("u-1", "9999-12-31T23:59:59Z", ""));
    EventQuery ever =
        new EventQuery(
            Sources.ALL,
            Instant.EPOCH,
            Optional.of(Instant.parse("+12000-01-01T00:00:00Z")),
            Optional.empty(),
            NO_WORDS,
            order);

    assertThat(uuids(events.read(ever, Optional.empty(), 10))).containsExactly("u-1");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void read_pages_overEqualTimes(Order order) {
    List<String> json =
        IntStream.range(0, 23)
            .mapToObj(i -> event("u-" + i, "2026-01-31T12:00:00Z", ",\"eventType\":\"a\""))
            .toList();
    database.store("acme", json);
    for (String filter : List.of("", "eventType eq \"a\"")) {
      EventQuery query = query(order, filter);
      EventPage page = events.read(query, Optional.empty(), 10);
      assertThat(page.events()).hasSize(10);
      assertThat(page.more()).isTrue();
      assertThat(all(events, query, 10)).extracting(FoundEvent::id).doesNotHaveDuplicates();
      assertThat(all(events, query, 10))
          .hasSize(23)
          .isEqualTo(events.read(query, Optional.empty(), 23).events());
      assertThat(events.read(query, Optional.empty(), 23).more()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void read_limitZero(Order order) {
    store(event("u-1", "2026-01-31T12:00:00Z", ""));

    EventPage page = events.read(query(order, ""), Optional.empty(), 0);

    assertThat(page.events()).isEmpty();
    assertThat(uuids(events.read(query(order, ""), Optional.of(page.end()), 1)))
        .containsExactly("u-1");
  }

  @Test
  void read_arrival_goesOnWhereItEnded() {
    store(event("u-1", "2026-01-31T12:00:00Z", ""), event("old", "2026-01-01T12:00:00Z", ""));
    EventQuery query =
        new EventQuery(
            Sources.ALL,
            Instant.parse("2026-01-31T00:00:00Z"),
            Optional.empty(),
            Optional.empty(),
            NO_WORDS,
            Order.ARRIVAL);
    EventPage first = events.read(query, Optional.empty(), 10);
    assertThat(uuids(first)).containsExactly("u-1");
    store(event("late", "2026-01-31T00:00:00Z", ""), event("old-2", "2026-01-30T23:59:59Z", ""));

    EventPage second = events.read(query, Optional.of(first.end()), 10);

    assertThat(uuids(second)).containsExactly("late");
    assertThat(second.more()).isFalse();
    assertThat(events.read(query, Optional.of(second.end()), 10).end()).isEqualTo(second.end());
  }

  @Test
  void read_longTexts() {
    String shared = "a".repeat(255);
    store(
        event("b", "2026-01-31T12:00:00Z", ",\"eventType\":\"" + shared + "b\""),
        event("c", "2026-01-31T12:00:01Z", ",\"eventType\":\"" + shared + "c\""));

    assertThat(find("eventType eq \"" + shared + "b\"")).containsExactly("b");
    assertThat(find("eventType ew \"c\"")).containsExactly("c");
    assertThat(find("eventType sw \"" + shared + "\"")).containsExactly("b", "c");
    assertThat(find("eventType eq \"" + shared + "\"")).isEmpty();
  }

  @Test
  void read_escapedTexts() {
    store(
        event("u-1", "2026-01-31T12:00:00Z", ",\"debugContext\":{\"\\u0061\":\"to\\u006ben\"}"),
        event("u-2", "2026-01-31T12:00:01Z", ",\"debugContext\":{\"a\":\"\\/to\\/ken\"}"));

    assertThat(find("debugContext.a eq \"token\"")).containsExactly("u-1");
    assertThat(find("debugContext.a co \"/to/ken\"")).containsExactly("u-2");
    assertThat(find("debugContext.a pr")).containsExactly("u-1", "u-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "'; drop table event; --",
        "? ?",
        "{fn now()}",
        "$1 :a",
        "%",
        "\\\\' or 1=1 --",
        "/* */"
      })
  void read_injection(String text) {
    store(event("u-1", "2026-01-31T12:00:00Z", ",\"actor\":{\"id\":\"x\"},\"target\":[{}]"));
    for (String path :
        List.of("actor.id", "eventType", "target.id", "a", "\"" + text + "\".\"" + text + "\"")) {
      for (String operator : List.of("eq", "co", "sw", "ew", "gt")) {
        String filter = path + " " + operator + " \"" + text + "\" and actor.id eq \"y\"";
        assertThat(find(filter)).isEmpty();
      }
    }
    assertThat(find("")).containsExactly("u-1");
  }

  @Test
  void read_hugeFilter() {
    store(event("u-1", "2026-01-31T12:00:00Z", ",\"target\":[{\"id\":\"a\"}]"));
    String filter =
        String.join(" and ", Stream.generate(() -> "target.id eq \"a\"").limit(350).toList());

    assertThat(find(filter)).containsExactly("u-1");
    assertThat(find(filter.replace("and", "or"))).containsExactly("u-1");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void read_takesLong_endsShortAndGoesOn(Order order) {
    for (int i = 0; i < 5; i++) {
      store(event("u-" + i, "2026-01-0" + (1 + i) + "T12:00:00Z", ",\"a\":" + i % 2));
    }
    Events impatient = database.events(new TickingClock());

    EventPage page = impatient.read(query(order, "a eq 1"), Optional.empty(), 100);

    assertThat(page.more()).isTrue();
    assertThat(page.events()).hasSizeLessThan(2);
    assertThat(all(impatient, query(order, "a eq 1"), 100))
        .extracting(FoundEvent::uuid)
        .containsExactlyInAnyOrder("u-1", "u-3");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void read_overManyWindows_leavesNothingOut(Order order) {
    List<String> json =
        IntStream.range(0, 200)
            .mapToObj(i -> event("u-" + i, Instant.EPOCH.plusSeconds(i * 40_000L).toString(), ""))
            .toList();
    database.store("acme", json);
    EventQuery query = query(order, "uuid pr");

    assertThat(all(events, query, 1_000)).hasSize(200);
    assertThat(all(events, query, 7)).isEqualTo(all(events, query, 1_000));
  }

  @Test
  void read_muchJson_endsShortAndGoesOn() {
    String filler = "x".repeat(3 << 20);
    for (int i = 0; i < 4; i++) {
      store(event("u-" + i, "2026-01-31T12:00:00Z", ",\"a\":\"" + filler + "\""));
    }

    EventPage page = events.read(query(Order.ASCENDING, ""), Optional.empty(), 100);

    assertThat(page.events()).hasSize(3);
    assertThat(page.more()).isTrue();
    assertThat(all(events, query(Order.ASCENDING, ""), 100)).hasSize(4);
  }

  /** Whether more follows is seen exactly, wherever the size cuts. */
  @Test
  void readAtOnce_cutBySize_saysWhetherMoreFollows() {
    String json = event("u-0", "2026-01-31T12:00:00Z", "");
    store(json, event("u-1", "2026-01-31T12:00:00Z", ""), event("u-2", "2026-01-31T12:00:00Z", ""));
    EventQuery query = query(Order.ARRIVAL, "");
    for (int cut = 1; cut <= 3; cut++) {
      PageRoom room = new PageRoom(100, (long) cut * json.length());

      EventPage page = events.readAtOnce(query, Optional.empty(), room);

      assertThat(page.events()).hasSize(cut);
      assertThat(page.more()).isEqualTo(cut < 3);
      assertThat(uuids(events.readAtOnce(query, Optional.of(page.end()), room)))
          .isEqualTo(List.of("u-0", "u-1", "u-2").subList(cut, Math.min(3, 2 * cut)));
    }
  }

  @Test
  void readAtOnce_oneEventLargerThanThePage_isToldAlone() {
    store(event("large", "2026-01-31T12:00:00Z", ",\"a\":\"" + "x".repeat(1_000) + "\""));
    store(event("next", "2026-01-31T12:00:00Z", ""));
    EventQuery query = query(Order.ARRIVAL, "");
    PageRoom room = new PageRoom(100, 500);

    EventPage first = events.readAtOnce(query, Optional.empty(), room);
    EventPage second = events.readAtOnce(query, Optional.of(first.end()), room);

    assertThat(uuids(first)).containsExactly("large");
    assertThat(first.more()).isTrue();
    assertThat(uuids(second)).containsExactly("next");
    assertThat(second.more()).isFalse();
  }
}
