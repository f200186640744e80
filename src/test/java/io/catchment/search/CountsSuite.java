package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.event.JsonTree;
import io.catchment.event.Origin;
import io.catchment.event.Party;
import io.catchment.filter.Filter;
import io.catchment.filter.FilterException;
import io.catchment.filter.Keywords;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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

/** What is counted, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CountsSuite {

  private static final int EVENTS = 60;
  private static final int QUERIES = 150;
  private static final Keywords NO_WORDS = new Keywords(List.of());
  private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant END = Instant.parse("2026-02-01T12:00:00Z");

  private final TestDatabase database = database();
  private final Statistics statistics = statistics(Clock.systemUTC());

  abstract TestDatabase database();

  @AfterEach
  void clear() {
    database.clear();
  }

  @AfterAll
  void close() {
    database.close();
  }

  private Statistics statistics(Clock clock) {
    return statistics(database.transaction(), clock);
  }

  private Statistics statistics(SearchTransaction transaction, Clock clock) {
    Statistics made = new Statistics();
    made.events = database.events(clock);
    made.transaction = transaction;
    made.clock = clock;
    return made;
  }

  // --- Against an evaluation of their own ---

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void judge_randomQueries_isRightWhereItIsCertain(long seed) {
    RandomQuery some = new RandomQuery(new Random(seed));
    List<FoundEvent> stored = store(some);
    for (int i = 0; i < QUERIES; i++) {
      EventQuery query = unbounded(some.query(Order.ASCENDING));
      Judgement judgement = Judging.of(query);
      Set<Long> certain = idsOf(judgement.certain());
      Set<Long> open = idsOf(judgement.open());
      Set<Long> matching =
          stored.stream()
              .filter(event -> accepts(query, event))
              .map(FoundEvent::id)
              .collect(Collectors.toSet());
      assertThat(certain).as("%s", query).isSubsetOf(matching);
      assertThat(Collections.disjoint(open, certain)).as("%s", query).isTrue();
      Set<Long> impossible = idsOf(judgement.impossible());
      assertThat(Collections.disjoint(impossible, matching)).as("%s", query).isTrue();
      impossible.addAll(open);
      impossible.addAll(certain);
      assertThat(impossible).as("%s", query).hasSize(stored.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void read_randomQueries_countsWhatTheFilterAccepts(long seed) {
    Random random = new Random(seed);
    RandomQuery some = new RandomQuery(random);
    List<FoundEvent> stored = store(some);
    for (int i = 0; i < QUERIES; i++) {
      EventQuery query = bounded(some.query(Order.ASCENDING));
      By by = By.values()[random.nextInt(By.values().length)];
      int limit = 1 + random.nextInt(6);
      List<FoundEvent> matching = stored.stream().filter(e -> accepts(query, e)).toList();

      Statistic statistic = statistics.read(asked(query, by, Duration.ofDays(1_000), limit));

      assertThat(Statistic.sum(statistic.events())).as("%s", query).isEqualTo(matching.size());
      assertValues(statistic, expected(matching, by), limit, by + " of " + query);
    }
  }

  private static void assertValues(
      Statistic statistic, Map<String, Long> expected, int limit, String what) {
    Map<String, Long> top = new HashMap<>();
    statistic.top().forEach(value -> top.put(value.value(), Statistic.sum(value.counts())));
    assertThat(expected).as(what).containsAllEntriesOf(top);
    assertThat(statistic.top())
        .as(what)
        .extracting(value -> Statistic.sum(value.counts()))
        .containsExactlyElementsOf(
            expected.values().stream().sorted(Comparator.reverseOrder()).limit(limit).toList());
    assertThat(Statistic.sum(statistic.others())).as(what).isEqualTo(total(expected) - total(top));
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> expected(List<FoundEvent> events, By by) {
    Map<String, Long> counts = new HashMap<>();
    events.forEach(e -> by.valuesOf(e).forEach(value -> counts.merge(value, 1L, Long::sum)));
    return counts;
  }

  private List<FoundEvent> store(RandomQuery some) {
    database.store("acme", IntStream.range(0, EVENTS).mapToObj(some::event).toList());
    database.store("other", IntStream.range(0, EVENTS).mapToObj(some::event).toList());
    spreadOrigins();
    List<FoundEvent> stored = find(Condition.ANYTHING);
    assertThat(stored).hasSize(2 * EVENTS);
    return stored;
  }

  /** The ways in that a third of the events each came by, whatever brought them to the test. */
  private void spreadOrigins() {
    database.execute(
        "update event set origin = 'SYSTEM_LOG' where mod(id, 3) = 1",
        "update event set origin = 'TEST' where mod(id, 3) = 2");
  }

  private List<FoundEvent> find(Condition condition) {
    List<FoundEvent> found = new ArrayList<>();
    database
        .transaction()
        .with(
            connection ->
                database
                    .transaction()
                    .rows(connection)
                    .read(
                        new Window("true", List.of()),
                        List.of(Branch.of(condition)),
                        Window.Place::id,
                        1_000,
                        found::add));
    return found;
  }

  private Set<Long> idsOf(Condition condition) {
    return find(condition).stream()
        .map(FoundEvent::id)
        .collect(Collectors.toCollection(HashSet::new));
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

  private static EventQuery unbounded(EventQuery query) {
    return new EventQuery(
        Sources.ALL,
        Instant.EPOCH,
        Optional.empty(),
        query.filter(),
        query.keywords(),
        query.order());
  }

  /** To the microsecond, and with an end. */
  private static EventQuery bounded(EventQuery query) {
    return new EventQuery(
        query.sources(),
        query.since().truncatedTo(ChronoUnit.MICROS),
        Optional.of(query.until().orElse(RandomQuery.FIRST.plusSeconds(1))),
        query.filter(),
        query.keywords(),
        query.order());
  }

  private static StatisticsRequest asked(EventQuery query, By by, Duration width, int limit) {
    Buckets buckets = new Buckets(query.since(), query.until().orElseThrow(), width);
    return new StatisticsRequest(query, Optional.ofNullable(by), buckets, limit);
  }

  // --- Buckets ---

  @ParameterizedTest
  @ValueSource(strings = {"", "debugContext pr"})
  void read_buckets_haveTheirBeginningAndNotTheirEnd(String filter) {
    Instant since = BEGIN.plusNanos(1_000);
    List<Instant> times =
        List.of(
            BEGIN,
            since,
            since.plusSeconds(600).minusNanos(1_000),
            since.plusSeconds(600),
            since.plusSeconds(1_799),
            since.plusSeconds(1_900).minusNanos(1_000),
            since.plusSeconds(1_900));
    storeAt(times);
    EventQuery query = query(filter, since, since.plusSeconds(1_900));

    Statistic statistic = statistics.read(asked(query, null, Duration.ofMinutes(10), 10));

    assertThat(statistic.events()).containsExactly(2, 1, 1, 1);
    assertThat(statistic.top()).isEmpty();
    assertThat(Statistic.sum(statistic.others())).isZero();
  }

  private void storeAt(List<Instant> times) {
    database.store(
        "acme",
        IntStream.range(0, times.size())
            .mapToObj(i -> event("u-" + i, times.get(i), ",\"debugContext\":{\"a\":1}"))
            .toList());
  }

  @Test
  void read_longTime_isCountedInLongBuckets() {
    storeAt(List.of(Instant.EPOCH, BEGIN, Instant.parse("9999-12-31T23:59:59.999999Z")));
    EventQuery query =
        query("", Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));

    Statistic statistic = statistics.read(asked(query, null, Duration.ofDays(365 * 100), 10));

    assertThat(Statistic.sum(statistic.events())).isEqualTo(2);
    assertThat(statistic.events()[19]).isEqualTo(1);
    assertThat(statistic.events()[20]).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(By.class)
  void read_nothingStored(By by) {
    Statistic statistic =
        statistics.read(asked(query("", BEGIN, END), by, Duration.ofHours(12), 10));

    assertThat(statistic.events()).containsExactly(0, 0);
    assertThat(statistic.top()).isEmpty();
    assertThat(statistic.others()).containsExactly(0, 0);
  }

  @Test
  void read_emptyTime_hasNoBuckets() {
    EventQuery query = query("", BEGIN, BEGIN);

    assertThat(statistics.read(asked(query, By.TYPE, Duration.ofHours(1), 10)).events()).isEmpty();
  }

  // --- Values ---

  @Test
  void read_values_areCountedInEachBucketTheMostFrequentFirst() {
    store(0, ",\"severity\":\"INFO\"");
    store(1, ",\"severity\":\"WARN\"");
    store(13, ",\"severity\":\"WARN\"");
    store(14, "");
    store(15, ",\"severity\":null");
    store(16, ",\"severity\":\"WARN\"");
    store(17, ",\"severity\":\"DEBUG\"");

    Statistic statistic = read("", By.SEVERITY, 2);

    assertThat(statistic.events()).containsExactly(2, 5);
    assertThat(values(statistic)).containsExactly("WARN", null);
    assertThat(statistic.top().get(0).counts()).containsExactly(1, 2);
    assertThat(statistic.top().get(1).counts()).containsExactly(0, 2);
    assertThat(statistic.others()).containsExactly(1, 1);
  }

  @Test
  void read_actors_areCountedInEachBucketTheMostFrequentFirst() {
    store(0, ",\"actor\":{\"id\":\"a\"}");
    store(1, ",\"actor\":{\"id\":\"b\"}");
    store(13, ",\"actor\":{\"id\":\"b\"}");
    store(14, "");
    store(15, ",\"actor\":null");
    store(16, ",\"actor\":{\"id\":\"b\"}");
    store(17, ",\"actor\":{\"id\":\"c\"}");

    Statistic two = read("", By.ACTOR, 2);
    assertThat(two.events()).containsExactly(2, 5);
    assertThat(values(two)).containsExactly("b", null);
    assertThat(two.top().get(0).counts()).containsExactly(1, 2);
    assertThat(two.top().get(1).counts()).containsExactly(0, 2);
    assertThat(two.others()).containsExactly(1, 1);
    Statistic one = read("", By.ACTOR, 1);
    assertThat(values(one)).containsExactly("b");
    assertThat(one.others()).containsExactly(1, 3);
    assertThat(values(read("actor.id eq null", By.ACTOR, 1))).containsExactly((String) null);
  }

  /** What only the text of an event tells is added to what the database counts. */
  @Test
  void read_actors_ofEventsThatAreReadCountToo() {
    for (String actor : List.of("a", "a", "b", "c", "c")) {
      store(0, ",\"eventType\":\"x\",\"actor\":{\"id\":\"" + actor + "\"}");
    }
    for (int i = 0; i < 3; i++) {
      store(0, ",\"eventType\":[\"x\"],\"actor\":{\"id\":\"b\"}");
      store(0, ",\"eventType\":[\"y\"],\"actor\":{\"id\":\"a\"}");
    }

    Statistic statistic = read("eventType eq \"x\"", By.ACTOR, 1);

    assertThat(values(statistic)).containsExactly("b");
    assertThat(statistic.top().get(0).counts()).containsExactly(4, 0);
    assertThat(statistic.events()).containsExactly(8, 0);
    assertThat(statistic.others()).containsExactly(4, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "uuid pr", "severity eq null"})
  void read_targets_countOnceForEachOfThem(String filter) {
    store(0, ",\"target\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"a\",\"type\":\"User\"}]");
    store(1, ",\"target\":[{\"id\":\"a\"},{\"type\":\"User\"}]");
    store(2, ",\"target\":[{\"id\":\"a\"},{\"id\":[\"c\"]}]");
    store(13, ",\"target\":[]");
    store(14, ",\"target\":null");

    Statistic statistic = read(filter, By.TARGET, 2);

    assertThat(statistic.events()).containsExactly(3, 2);
    assertThat(values(statistic)).containsExactly(null, "a");
    assertThat(statistic.top().get(0).counts()).containsExactly(2, 2);
    assertThat(statistic.top().get(1).counts()).containsExactly(3, 0);
    assertThat(statistic.others()).containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "uuid pr"})
  void read_actorsAndTargets_areSaidWhoTheyAre(String filter) {
    String party = "{\"id\":\"a\",\"type\":\"User\",\"alternateId\":\"b\",\"displayName\":\"c\"}";
    store(0, ",\"actor\":" + party);
    store(1, ",\"target\":[{\"id\":\"d\"}," + party + "]");

    assertThat(read(filter, By.ACTOR, 10).parties())
        .isEqualTo(Map.of("a", new Party("a", "User", "b", "c")));
    assertThat(read(filter, By.TARGET, 10).parties())
        .isEqualTo(
            Map.of("a", new Party("a", "User", "b", "c"), "d", new Party("d", null, null, null)));
    assertThat(read(filter, By.TYPE, 10).parties()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "uuid pr"})
  void read_longValues_areCut(String filter) {
    store(0, ",\"eventType\":\"" + "a".repeat(300) + "\"");
    store(1, ",\"eventType\":\"" + "a".repeat(301) + "b\"");

    assertThat(values(read(filter, By.TYPE, 10))).containsExactly("a".repeat(255));
  }

  @Test
  void read_org_countsItsEventsOnly() {
    store(0, "");
    database.store("other", List.of(event("u-2", BEGIN, ""), event("u-3", BEGIN, "")));

    assertThat(values(read("", By.ORG, 10))).containsExactly("other", "acme");
    EventQuery ofOne =
        new EventQuery(
            Sources.ofOrgs("acme"),
            BEGIN,
            Optional.of(END),
            Optional.empty(),
            NO_WORDS,
            Order.ASCENDING);
    assertThat(statistics.read(asked(ofOne, By.ORIGIN, Duration.ofDays(1), 10)).events())
        .containsExactly(1);
  }

  @Test
  void read_origin_countsItsEventsOnly() {
    store(0, "");
    database.store("other", List.of(event("u-2", BEGIN, ""), event("u-3", BEGIN, "")));
    database.execute("update event set origin = 'SYSTEM_LOG' where uuid = 'u-2'");
    database.execute("update event set origin = 'TEST' where uuid = 'u-3'");

    Sources late = new Sources(Set.of(), Set.of(Origin.SYSTEM_LOG, Origin.TEST));
    assertThat(values(read(late, By.ORIGIN))).containsExactlyInAnyOrder("SYSTEM_LOG", "TEST");
    Sources recovered = new Sources(Set.of("acme", "other"), Set.of(Origin.SYSTEM_LOG));
    assertThat(values(read(recovered, By.ORG))).containsExactly("other");
    assertThat(read(new Sources(Set.of("acme"), Set.of(Origin.TEST)), By.ORG).events())
        .containsExactly(0);
  }

  private Statistic read(Sources sources, By by) {
    EventQuery query =
        new EventQuery(
            sources, BEGIN, Optional.of(END), Optional.empty(), NO_WORDS, Order.ASCENDING);
    return statistics.read(asked(query, by, Duration.ofDays(1), 10));
  }

  // --- Bounds ---

  @ParameterizedTest
  @ValueSource(strings = {"", "debugContext pr", "debugContext.a eq 1 or severity eq \"x\""})
  void read_takesLong_isGivenUp(String filter) {
    storeAt(IntStream.range(0, 60).mapToObj(i -> BEGIN.plusSeconds(i * 80_000L)).toList());
    Statistics impatient = statistics(new TickingClock());
    EventQuery query = query(filter, BEGIN, BEGIN.plusSeconds(60 * 80_000L));

    assertThatThrownBy(() -> impatient.read(asked(query, By.TYPE, Duration.ofDays(1), 10)))
        .isInstanceOf(SearchTimeoutException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = By.class,
      names = {"ACTOR", "TARGET"})
  void read_namesTakeTooLong_areLeftOut(By by) {
    storeTwoParties();
    Names names =
        new Names(
            database.transaction(),
            () -> {
              throw new SQLTimeoutException("slow");
            });

    Statistic statistic = statistics(names, Clock.systemUTC()).read(askedBoth(by));

    assertThat(names.asked).isEqualTo(1);
    assertThat(statistic.parties()).isEmpty();
    assertThat(values(statistic)).containsExactly("a", "b");
    assertThat(statistic.top().get(0).counts()).containsExactly(2);
    assertThat(statistic.events()).containsExactly(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = By.class,
      names = {"ACTOR", "TARGET"})
  void read_timeIsOverAmongTheNames_leavesTheOthersOut(By by) {
    storeTwoParties();
    SetClock clock = new SetClock();
    Names names = new Names(database.transaction(), () -> clock.advance(Statistics.TIME));

    Statistic statistic = statistics(names, clock).read(askedBoth(by));

    assertThat(statistic.parties())
        .isEqualTo(Map.of("a", new Party("a", "User", null, "A of a name")));
    assertThat(values(statistic)).containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(
      value = By.class,
      names = {"ACTOR", "TARGET"})
  void read_manyNames_areReadAFewInEachTransaction(By by) {
    int many = 2 * Counting.NAMES_AT_ONCE + 1;
    storeParties(IntStream.range(0, many).mapToObj(i -> "a" + i).toList());
    Names names = new Names(database.transaction(), () -> {});
    StatisticsRequest asked = asked(query("", BEGIN, END), by, Duration.ofDays(1), many);

    Statistic statistic = statistics(names, Clock.systemUTC()).read(asked);

    assertThat(statistic.parties()).hasSize(many);
    assertThat(names.asked).isEqualTo(many);
    assertThat(names.mostAtOnce).isEqualTo(Counting.NAMES_AT_ONCE);
  }

  private void storeTwoParties() {
    storeParties(List.of("a", "a", "b"));
  }

  private void storeParties(List<String> ids) {
    for (String id : ids) {
      String party = "{\"id\":\"%s\",\"type\":\"User\",\"displayName\":\"A of a name\"}";
      String members = ",\"actor\":%1$s,\"target\":[%1$s]".formatted(party.formatted(id));
      store(0, members);
    }
  }

  private static StatisticsRequest askedBoth(By by) {
    return asked(query("", BEGIN, END), by, Duration.ofDays(1), 10);
  }

  /** What was counted in a step that was given up does not count a second time. */
  @ParameterizedTest
  @EnumSource(By.class)
  void read_stepsThatAreGivenUp_areTakenAnewAndCountOnce(By by) {
    storeAt(IntStream.range(0, 60).mapToObj(i -> BEGIN.plusSeconds(i * 8_000L)).toList());
    Interrupted transaction = new Interrupted(database.transaction());
    EventQuery query = query("", BEGIN, BEGIN.plusSeconds(60 * 8_000L));

    Statistic statistic =
        statistics(transaction, Clock.systemUTC())
            .read(asked(query, by, Duration.ofSeconds(30 * 8_000L), 10));

    assertThat(transaction.interruptions).isPositive();
    assertThat(statistic.events()).containsExactly(30, 30);
    assertThat(statistic.top()).hasSize(1);
    assertThat(statistic.top().get(0).counts()).containsExactly(30, 30);
  }

  @Test
  void read_whileOthersCount_waitsAndIsRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch goOn = new CountDownLatch(1);
    Statistics busy = statistics(new Held(database.transaction(), begun, goOn), Clock.systemUTC());
    StatisticsRequest asked = asked(query("", BEGIN, END), null, Duration.ofDays(1), 10);
    storeAt(List.of(BEGIN));
    ExecutorService callers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Statistic>> others =
          Stream.generate(() -> callers.submit(() -> busy.read(asked))).limit(3).toList();
      begun.await();

      assertThatThrownBy(() -> busy.read(asked)).isInstanceOf(SearchTimeoutException.class);

      goOn.countDown();
      for (Future<Statistic> other : others) {
        assertThat(other.get().events()).containsExactly(1);
      }
      assertThat(busy.read(asked).events()).containsExactly(1);
    } finally {
      goOn.countDown();
      callers.shutdown();
    }
  }

  @Test
  void read_moreThanAPage_countsAll() {
    storeAt(IntStream.range(0, 1_203).mapToObj(BEGIN::plusSeconds).toList());

    Statistic statistic = read("debugContext.a eq 1", By.TYPE, 10);

    assertThat(statistic.events()).containsExactly(780, 423);
    assertThat(statistic.top().get(0).counts()).containsExactly(780, 423);
  }

  // --- Steps ---

  private void store(int minute, String members) {
    Instant published = BEGIN.plusSeconds(minute * 60L);
    String uuid = UUID.randomUUID().toString();
    database.store("acme", List.of(event(uuid, published, members)));
  }

  private static String event(String uuid, Instant published, String members) {
    return "{\"uuid\":\"%s\",\"published\":\"%s\"%s}".formatted(uuid, published, members);
  }

  private static EventQuery query(String filter, Instant since, Instant until) {
    try {
      return new EventQuery(
          Sources.ALL,
          since,
          Optional.of(until),
          filter.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(filter)),
          NO_WORDS,
          Order.ASCENDING);
    } catch (FilterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** In two buckets of 13 minutes. */
  private Statistic read(String filter, By by, int limit) {
    EventQuery query = query(filter, BEGIN, BEGIN.plusSeconds(26 * 60));
    return statistics.read(asked(query, by, Duration.ofMinutes(13), limit));
  }

  private static List<String> values(Statistic statistic) {
    return statistic.top().stream().map(Statistic.Value::value).toList();
  }

  /** Does its work, and has taken too long over some of the first pieces of it. */
  private static final class Interrupted extends SearchTransaction {
    private final SearchTransaction transaction;
    private int calls;
    private int interruptions;

    Interrupted(SearchTransaction transaction) {
      this.transaction = transaction;
    }

    @Override
    <T> T with(Work<T> work) {
      T result = transaction.with(work);
      calls++;
      if (calls == 1 || calls == 4) {
        interruptions++;
        throw new SearchTimeoutException("Interrupted.", null);
      }
      return result;
    }

    @Override
    boolean isEmbedded() {
      return transaction.isEmbedded();
    }
  }

  /** Does its work, and something else before it reads who or what an id stands for. */
  private static final class Names extends SearchTransaction {
    private final SearchTransaction transaction;
    private final Before before;
    private int asked;
    private int mostAtOnce;

    Names(SearchTransaction transaction, Before before) {
      this.transaction = transaction;
      this.before = before;
    }

    @Override
    <T> T with(Work<T> work) {
      int askedBefore = asked;
      T result = transaction.with(connection -> work.with(watched(connection)));
      mostAtOnce = Math.max(mostAtOnce, asked - askedBefore);
      return result;
    }

    private Connection watched(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, values) -> {
                if (values != null
                    && values[0] instanceof String sql
                    && sql.contains("display_name")) {
                  asked++;
                  before.reading();
                }
                return method.invoke(connection, values);
              });
    }

    @Override
    boolean isEmbedded() {
      return transaction.isEmbedded();
    }

    interface Before {
      void reading() throws SQLException;
    }
  }

  /** Says that its work begins, and waits until it may. */
  private static final class Held extends SearchTransaction {
    private final SearchTransaction transaction;
    private final CountDownLatch begun;
    private final CountDownLatch goOn;

    Held(SearchTransaction transaction, CountDownLatch begun, CountDownLatch goOn) {
      this.transaction = transaction;
      this.begun = begun;
      this.goOn = goOn;
    }

    @Override
    <T> T with(Work<T> work) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return transaction.with(work);
    }

    @Override
    boolean isEmbedded() {
      return transaction.isEmbedded();
    }
  }
}
