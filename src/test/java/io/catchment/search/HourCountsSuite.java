package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.JsonTree;
import io.catchment.event.Origin;
import io.catchment.filter.And;
import io.catchment.filter.Comparison;
import io.catchment.filter.Filter;
import io.catchment.filter.FilterException;
import io.catchment.filter.Keywords;
import io.catchment.filter.Literal;
import io.catchment.filter.MemberPath;
import io.catchment.filter.Not;
import io.catchment.filter.Operator;
import io.catchment.filter.Or;
import io.catchment.filter.Presence;
import io.catchment.store.RollUp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics by the counts of hours, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HourCountsSuite {

  private static final Keywords NO_WORDS = new Keywords(List.of());
  private static final Instant BEGIN = Instant.parse("2026-01-31T00:00:00Z");
  private static final int HOURS = 60;
  private static final int QUERIES = 60;
  private static final List<String> ORGS = List.of("acme", "other");
  private static final List<String> VALUES = List.of("a", "", "=a", "null", "A", "é", "\u212a");

  /** Far more than there are events. */
  private static final int MORE = 1_000_000;

  /** All events are a hook's. */
  private static final List<Sources> SOURCES =
      List.of(
          Sources.ALL,
          Sources.ofOrgs("acme"),
          Sources.ofOrgs("acme", "another"),
          new Sources(Set.of(), Set.of(Origin.HOOK, Origin.TEST)),
          new Sources(Set.of("acme"), Set.of(Origin.SYSTEM_LOG)));

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(5),
          Duration.ofDays(1),
          Duration.ofDays(30),
          Duration.ofMinutes(50),
          Duration.ofMinutes(10 * 60 + 1),
          Duration.ofHours(20).plusSeconds(1));

  final TestDatabase database = database();
  private final Statistics statistics = statistics();

  abstract TestDatabase database();

  private Statistics statistics() {
    Statistics made = new Statistics();
    made.events = database.events(Clock.systemUTC());
    made.transaction = database.transaction();
    made.clock = Clock.systemUTC();
    return made;
  }

  @AfterEach
  void clear() {
    database.clear();
  }

  @AfterAll
  void close() {
    database.close();
  }

  // --- Against a count of their own ---

  /**
   * None, some or all are in the counts, more in one roll-up or the other; some are of old hours.
   */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "4, 3", "5, 3", "6, 3"})
  void read_randomRequests_countWhatIsThere(long seed, int portions) {
    Random random = new Random(seed);
    List<Stored> stored = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      stored.addAll(store(random, i));
      if (i < portions) {
        database.folding().all(1 + random.nextInt(40));
      } else if (i == portions) {
        database.folding().next(1 + random.nextInt(30));
        database.folding().next(RollUp.values()[random.nextInt(2)], 1 + random.nextInt(30));
      }
    }
    for (int i = 0; i < QUERIES; i++) {
      StatisticsRequest asked = asked(random);
      assertRight(statistics.read(asked), asked, stored);
    }
    database.folding().all(25);
    for (int i = 0; i < QUERIES; i++) {
      StatisticsRequest asked = asked(random);
      assertRight(statistics.read(asked), asked, stored);
    }
    assertThat(number("sum(number) from event_count")).isEqualTo(stored.size());
    assertThat(number("sum(number) from event_count_of_day")).isEqualTo(stored.size());
    assertThat(number("sum(number) from event_count_of_any_type")).isEqualTo(stored.size());
  }

  private static void assertRight(Statistic read, StatisticsRequest asked, List<Stored> stored) {
    Buckets buckets = asked.buckets();
    long[] events = new long[Math.toIntExact(buckets.count())];
    Map<String, long[]> values = new HashMap<>();
    for (Stored event : stored) {
      if (event.matches(asked.query())) {
        int bucket =
            Math.toIntExact(Duration.between(buckets.since(), event.at).dividedBy(buckets.width()));
        events[bucket]++;
        asked
            .by()
            .map(event::value)
            .ifPresent(v -> values.computeIfAbsent(v.text, t -> new long[events.length])[bucket]++);
      }
    }
    assertThat(read.events()).as("%s", asked).containsExactly(events);
    for (Statistic.Value value : read.top()) {
      assertThat(value.counts()).as("%s", asked).containsExactly(values.get(value.value()));
    }
    assertThat(read.top())
        .as("%s", asked)
        .extracting(value -> Statistic.sum(value.counts()))
        .containsExactlyElementsOf(
            values.values().stream()
                .map(counts -> Arrays.stream(counts).sum())
                .sorted(Comparator.reverseOrder())
                .limit(asked.limit())
                .toList());
    assertThat(asked.by().isPresent() ? named(read) : Statistic.sum(events))
        .as("%s", asked)
        .isEqualTo(Statistic.sum(events));
  }

  private static long named(Statistic read) {
    return Statistic.sum(read.others())
        + read.top().stream().mapToLong(value -> Statistic.sum(value.counts())).sum();
  }

  private List<Stored> store(Random random, int round) {
    List<Stored> stored = new ArrayList<>();
    for (String org : ORGS) {
      List<Stored> some =
          IntStream.range(0, 40).mapToObj(i -> Stored.some(random, org, round + "-" + i)).toList();
      database.store(org, some.stream().map(Stored::json).toList());
      stored.addAll(some);
    }
    return stored;
  }

  private static StatisticsRequest asked(Random random) {
    Instant since =
        switch (random.nextInt(3)) {
          case 0 -> hour(random);
          case 1 -> BEGIN.plus(random.nextInt(3), ChronoUnit.DAYS);
          default -> instant(random);
        };
    Instant until = since.plus(random.nextInt(HOURS), ChronoUnit.HOURS);
    EventQuery query =
        new EventQuery(
            pick(random, SOURCES),
            since,
            Optional.of(random.nextInt(3) == 0 ? until.plusMillis(random.nextInt(9_999)) : until),
            random.nextInt(3) == 0 ? Optional.empty() : Optional.of(filter(random, 2)),
            NO_WORDS,
            Order.ASCENDING);
    List<By> bys = List.of(By.TYPE, By.SEVERITY, By.OUTCOME, By.ORIGIN, By.ORG);
    Optional<By> by = random.nextInt(5) == 0 ? Optional.empty() : Optional.of(pick(random, bys));
    Buckets buckets = new Buckets(query.since(), query.until().orElseThrow(), pick(random, WIDTHS));
    return new StatisticsRequest(query, by, buckets, 1 + random.nextInt(6));
  }

  private static Filter filter(Random random, int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(7)) {
      case 0 -> new And(List.of(filter(random, depth - 1), filter(random, depth - 1)));
      case 1 -> new Or(List.of(filter(random, depth - 1), filter(random, depth - 1)));
      case 2 -> new Not(filter(random, depth - 1));
      case 3 -> new Presence(path(random));
      default -> comparison(random);
    };
  }

  private static Filter comparison(Random random) {
    Literal literal =
        random.nextInt(6) == 0 ? new Literal.Null() : new Literal.Text(pick(random, VALUES));
    List<Operator> operators = Arrays.stream(Operator.values()).filter(literal::goesWith).toList();
    return new Comparison(path(random), pick(random, operators), literal);
  }

  private static MemberPath path(Random random) {
    return random.nextInt(15) == 0
        ? MemberPath.of("uuid")
        : pick(
            random,
            List.of(
                MemberPath.of("eventType"),
                MemberPath.of("severity"),
                MemberPath.of("outcome", "result")));
  }

  private static Instant hour(Random random) {
    return BEGIN.plus(random.nextInt(HOURS), ChronoUnit.HOURS);
  }

  /** Some are the first or the last of an hour. */
  private static Instant instant(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> hour(random);
      case 1 -> hour(random).minus(1, ChronoUnit.MICROS);
      default -> hour(random).plus(random.nextInt(2_000_000_000), ChronoUnit.MICROS);
    };
  }

  private static <T> T pick(Random random, List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  /** An event that was stored. */
  private record Stored(Instant at, String org, String type, String severity, String json) {

    static Stored some(Random random, String org, String uuid) {
      Instant at = instant(random);
      String type = value(random);
      String severity = value(random);
      String result = value(random);
      String json =
          "{\"uuid\":\"%s\",\"published\":\"%s\",\"eventType\":%s,\"severity\":%s%s}"
              .formatted(
                  uuid,
                  at,
                  type,
                  severity,
                  random.nextInt(4) == 0 ? "" : ",\"outcome\":{\"result\":" + result + "}");
      return new Stored(at, org, type, severity, json);
    }

    /** As JSON; in an array it is in no column, and yet a filter finds it. */
    private static String value(Random random) {
      String text = '"' + pick(random, VALUES) + '"';
      return switch (random.nextInt(12)) {
        case 0 -> "[" + text + "]";
        case 1 -> "null";
        default -> text;
      };
    }

    boolean matches(EventQuery query) {
      Sources sources = query.sources();
      return (sources.orgs().isEmpty() || sources.orgs().contains(org))
          && (sources.origins().isEmpty() || sources.origins().contains(Origin.HOOK))
          && !at.isBefore(query.since())
          && at.isBefore(query.until().orElseThrow())
          && query.accepts(JsonTree.read(json));
    }

    /** Told apart from no value at all, which there is no Optional of. */
    Text value(By by) {
      return switch (by) {
        case TYPE -> text(type);
        case SEVERITY -> text(severity);
        case OUTCOME -> {
          int at = json.indexOf("\"result\":");
          yield text(at < 0 ? "null" : json.substring(at + 9, json.length() - 2));
        }
        case ORIGIN -> new Text("HOOK");
        case ORG -> new Text(org);
        case ACTOR, TARGET -> throw new IllegalArgumentException();
      };
    }

    private static Text text(String json) {
      return new Text(json.startsWith("\"") ? json.substring(1, json.length() - 1) : null);
    }
  }

  private record Text(String text) {}

  // --- Where the numbers come from ---

  /** So the other tests are about these counts. */
  @ParameterizedTest
  @ValueSource(strings = {"", "severity eq \"INFO\"", "not (eventType sw \"b\")"})
  void read_wholeHours_areTakenFromTheCounts(String filter) {
    storeOne("u-1");
    database.folding().all(MORE);
    addToTheCounts();

    assertThat(sum(filter, BEGIN, Duration.ofDays(1))).isEqualTo(101);
    assertThat(sum(filter, BEGIN.minusSeconds(1), Duration.ofDays(1))).isEqualTo(101);
    assertThat(sum(filter, BEGIN, Duration.ofMinutes(10))).isEqualTo(1);
    assertThat(sum("actor.id eq null", BEGIN, Duration.ofDays(1))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"severity eq \"INFO\"", "severity ne \"WARN\"", "not (severity pr)"})
  void read_hoursWithAnEventThatOnlyItsTextTellsOf_areCountedOneByOne(String filter) {
    storeOne("u-1");
    database.store("acme", List.of(event("u-2", BEGIN, ",\"severity\":[\"INFO\"]")));
    database.folding().all(MORE);
    addToTheCounts();
    long matching = filter.startsWith("not") ? 0 : 2;

    assertThat(sum(filter, BEGIN, Duration.ofDays(1))).isEqualTo(matching);
    assertThat(sum(filter, BEGIN.plusSeconds(7_200), Duration.ofDays(1))).isZero();
  }

  @Test
  void read_farBehind_countsOneByOne() {
    storeOne("u-1");
    database.folding().all(MORE);
    addToTheCounts();
    database.execute(
        "insert into event (id, org, uuid, published_at, received_at, stored_at, origin,"
            + " delivery_id, json) select e.id + x.x, e.org, cast(x.x as varchar(10)),"
            + " e.published_at, e.received_at, e.stored_at, e.origin, e.delivery_id, '{}' from"
            + " event e cross join "
            + (database.isEmbedded()
                    ? "(select \"X\" as x from system_range(1, %d)) x"
                    : "generate_series(1, %d) x(x)")
                .formatted(HourCounts.MOST_BEHIND + 1));

    assertThat(whole()).isEqualTo(HourCounts.MOST_BEHIND + 2);
  }

  private void addToTheCounts() {
    database.execute(
        "update event_count set number = number + 100",
        "update event_count_of_day set number = number + 100",
        "update event_count_of_any_type set number = number + 100");
  }

  /** They are looked up if all of a day lies in one bucket. */
  @Test
  void read_days_areTakenFromTheCountsOfDays() {
    storeOne("u-1");
    database.folding().all(MORE);
    database.execute("update event_count_of_day set number = number + 100");

    String typed = "eventType eq \"a\"";
    assertThat(sum(typed, BEGIN, Duration.ofDays(1))).isEqualTo(101);
    assertThat(sum(typed, BEGIN.minusSeconds(3_600), Duration.ofDays(3))).isEqualTo(101);
    assertThat(sum(typed, BEGIN.minusSeconds(3_600), Duration.ofDays(1))).isEqualTo(1);
    assertThat(sum(typed, BEGIN, Duration.ofHours(12))).isEqualTo(1);
    assertThat(sum("", BEGIN, Duration.ofDays(1))).isEqualTo(1);
  }

  /** Three hundred types in a thousand hours, each of them once: more than is held at a time. */
  @Test
  void read_moreTypesInMoreHoursThanAreHeld_namesSome() {
    int types = 300;
    int hours = 1_000;
    assertThat(types * hours).isGreaterThan(Tally.MAX_CELLS);
    long first = BEGIN.getEpochSecond() / 3_600;
    String numbers =
        database.isEmbedded()
            ? "(select cast(\"X\" as integer) as x from system_range(1, %d)) %s"
            : "(select x from generate_series(1, %d) x) %s";
    database.execute(
        "insert into event_kind (id, org, origin, event_type) select k.x, 'acme', 'HOOK',"
            + " 't' || k.x from "
            + numbers.formatted(types, "k"),
        "insert into event_count select %d + h.x, k.x, k.x from ".formatted(first - 1)
            + numbers.formatted(types, "k")
            + " cross join "
            + numbers.formatted(hours, "h"),
        "insert into event_count_of_day select at_hour / 24, kind, sum(number) from event_count"
            + " group by at_hour / 24, kind",
        "insert into event_kind_of_any_type (id, org, origin) values (1, 'acme', 'HOOK')",
        "insert into event_count_of_any_type select at_hour, 1, sum(number) from event_count"
            + " group by at_hour");

    for (String filter : List.of("", "eventType pr")) {
      Statistic read =
          statistics.read(asked(filter, BEGIN, Duration.ofHours(hours), WIDTHS.get(0)));

      assertThat(read.top())
          .extracting(Statistic.Value::value)
          .startsWith("t300", "t299")
          .hasSize(10);
      assertThat(read.top().get(0).counts()).hasSize(hours).containsOnly(300);
      assertThat(read.events()).containsOnly(types * (types + 1) / 2);
      assertThat(read.others()).containsOnly(290 * 291 / 2);
    }
  }

  // --- Counting ---

  @Test
  void next_diesBeforeItsCommit_countsOnce() {
    storeOne("u-1");
    storeOne("u-2");

    assertThat(database.folding().nextAndDie(1)).isEqualTo(1);
    assertThat(whole()).isEqualTo(2);
    assertThat(number("count(*) from event_kind")).isZero();
    assertThat(database.folding().next(1)).isEqualTo(1);
    assertThat(database.folding().nextAndDie(1)).isEqualTo(1);
    assertThat(whole()).isEqualTo(2);
    assertThat(database.folding().next(1)).isEqualTo(1);
    assertThat(database.folding().next(1)).isZero();

    assertThat(whole()).isEqualTo(2);
    assertThat(number("sum(number) from event_count")).isEqualTo(2);
  }

  @Test
  void next_sameKindAndHour_hasOneRow() {
    for (int i = 0; i < 5; i++) {
      storeOne("u-" + i);
      database.folding().all(1);
    }

    assertThat(number("count(*) from event_kind")).isEqualTo(1);
    assertThat(number("count(*) from event_count")).isEqualTo(1);
    assertThat(number("number from event_count")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "2026-01-31T00:59:59.999999Z, 491616",
    "2026-01-31T01:00:00Z, 491617",
    "9999-12-31T23:59:59.999999Z, 70389527",
  })
  void next_publishedThen_isInThatHour(Instant at, long hour) {
    database.store("acme", List.of(event("u-1", at, "")));
    database.folding().all(MORE);

    assertThat(number("at_hour from event_count")).isEqualTo(hour);
  }

  // --- Steps ---

  void storeOne(String uuid) {
    database.store("acme", List.of(plain(uuid)));
  }

  static String plain(String uuid) {
    return event(uuid, BEGIN, ",\"severity\":\"INFO\",\"eventType\":\"a\"");
  }

  private static String event(String uuid, Instant at, String members) {
    return "{\"uuid\":\"%s\",\"published\":\"%s\"%s}".formatted(uuid, at, members);
  }

  /** The events of three days. */
  long whole() {
    return sum("", BEGIN.minusSeconds(86_400), Duration.ofDays(1));
  }

  private long sum(String filter, Instant since, Duration width) {
    StatisticsRequest asked = asked(filter, since, Duration.ofDays(3), width);
    return Statistic.sum(statistics.read(asked).events());
  }

  private static StatisticsRequest asked(
      String filter, Instant since, Duration time, Duration width) {
    EventQuery query =
        new EventQuery(
            Sources.ALL,
            since,
            Optional.of(since.plus(time)),
            filter.isEmpty() ? Optional.empty() : Optional.of(parsed(filter)),
            NO_WORDS,
            Order.ASCENDING);
    Buckets buckets = new Buckets(since, query.until().orElseThrow(), width);
    return new StatisticsRequest(query, Optional.of(By.TYPE), buckets, 10);
  }

  private static Filter parsed(String filter) {
    try {
      return Filter.parse(filter);
    } catch (FilterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  long number(String select) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + select)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
