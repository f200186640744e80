package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import io.catchment.event.Origin;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.Settings;
import io.catchment.store.HookArrivals;
import io.catchment.store.LogPageStored;
import io.catchment.store.PlainDatabase;
import io.catchment.store.Writing;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is a gap and what is none, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class GapsSuite {

  private static final String ORG = "acme";
  private static final Settings SETTINGS = new GivenSettings().settings();
  static final Duration GRACE = SETTINGS.reconcile().grace();

  /** More than one decision takes. */
  private static final int MANY = 1_200;

  private static final int MOST_AT_ONCE = 1_000;

  final PlainDatabase database;
  private final Writing writing;
  final SetClock clock = new SetClock();
  private final Gaps gaps = new Gaps();
  private final Withdrawal withdrawal = new Withdrawal();
  private boolean expected = true;

  GapsSuite(PlainDatabase database) {
    this.database = database;
    writing = new Writing(database.plain(), database.isEmbedded());
    Progress progress = new Progress();
    progress.database = database;
    progress.clock = clock;
    gaps.database = database;
    gaps.settings = SETTINGS;
    gaps.clock = clock;
    gaps.progress = progress;
    gaps.expectation =
        new Expectation() {
          @Override
          Predicate<LogPageStored.Fresh> of(String org) {
            return event -> expected;
          }
        };
    withdrawal.database = database;
    withdrawal.progress = progress;
  }

  @AfterEach
  void clear() throws Exception {
    expected = true;
    for (String table : List.of("gap_candidate", "gap", "reconciliation", "event")) {
      database.update("delete from " + table);
    }
  }

  @AfterAll
  void close() throws Exception {
    writing.close();
    database.close();
  }

  @Test
  void judge_hookHasStillTime_decidesNothing() throws Exception {
    suspect(store(3));

    assertThat(judge(clock.instant().plus(GRACE).minusMillis(1))).isFalse();

    assertThat(database.count("gap_candidate")).isEqualTo(3);
    assertThat(database.count("gap")).isZero();
  }

  @Test
  void judge_timeIsOver_isAGapUnlessTheHookBroughtIt() throws Exception {
    List<Logged> events = store(3);
    suspect(events);
    arrive(events.get(1), clock.instant());

    assertThat(judge(clock.instant().plus(GRACE))).isFalse();

    assertThat(database.count("gap_candidate")).isZero();
    assertThat(isGap(events)).containsExactly(true, false, true);
    assertThat(database.count("reconciliation where org = 'acme' and recovered = 2")).isEqualTo(1);
  }

  @Test
  void judge_manyAtOnce_decidesOnAllOfThemLittleByLittle() throws Exception {
    suspect(store(MANY));
    Instant over = clock.instant().plus(GRACE);

    assertThat(judge(over)).isTrue();
    assertThat(judge(over)).isFalse();

    assertThat(database.count("gap_candidate")).isZero();
    assertThat(database.count("gap")).isEqualTo(MANY);
  }

  @Test
  void suspect_nothingIsExpected_suspectsNothing() throws Exception {
    expected = false;

    suspect(store(2));

    assertThat(database.count("gap_candidate")).isZero();
  }

  @Test
  void withdraw_cameInTime_isNoGapAfterAll() throws Exception {
    List<Logged> events = store(3);
    Instant inTime = clock.instant();
    suspect(events);
    judge(clock.instant().plus(GRACE));

    withdraw(
        Map.of(
            events.get(0).uuid(),
            inTime,
            events.get(1).uuid(),
            inTime.plus(GRACE).plusMillis(1),
            "one that was never stored",
            inTime));

    assertThat(isGap(events)).containsExactly(false, true, true);
    assertThat(
            database.count(
                "reconciliation where org = 'acme' and recovered = 3 and taken_back = 1"))
        .describedAs(
            "what was counted once stays counted, and what was taken back stands beside it")
        .isEqualTo(1);
  }

  @Test
  void oneOf_someOfMany_looksThemUpByTheirKeys() throws Exception {
    List<Long> ids = store(MANY).stream().map(Logged::id).toList();
    database.update("analyze");
    Long[] some = {ids.get(0), ids.get(1)};

    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createQuery("select e.id from Event e where one_of(e.id, :ids)", Long.class)
          .setParameter("ids", some)
          .getResultList();
    }

    assertThat(database.explainLast((Object) some))
        .containsAnyOf("event_pkey", "PRIMARY_KEY")
        .doesNotContain("Seq Scan", "tableScan");
  }

  @Test
  void due_many_areNotSorted() throws Exception {
    String numbers = database.numbersTo(50_000);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    database.update(
        "insert into gap_candidate (event_id, org, due_at)"
            + " select i, 'acme', cast(? as timestamp with time zone) - i * interval '1' second from "
            + numbers,
        now);
    database.update("analyze");

    try (EntityManager entities = database.openEntityManager()) {
      List<Long> due = Gaps.due(entities, ORG, clock.instant());
      assertThat(due).hasSize(MOST_AT_ONCE).startsWith(50_000L, 49_999L, 49_998L);
    }

    assertInTheOrderOfTheIndex(ORG, now, MOST_AT_ONCE);
  }

  @Test
  void latest_ofMany_areNotSorted() throws Exception {
    List<Logged> events = store(MANY);
    database.update("insert into gap (event_id, org) select e.id, e.org from event e");
    database.update("analyze");

    assertThat(gaps.latest(ORG, 1))
        .extracting(Gap::uuid)
        .containsExactly(events.get(MANY - 1).uuid());

    assertInTheOrderOfTheIndex(ORG, 1);
  }

  private void assertInTheOrderOfTheIndex(Object... parameters) throws Exception {
    String plan = database.explainLast(parameters);
    if (database.isEmbedded()) {
      assertThat(plan).contains("index sorted");
    } else {
      assertThat(plan).contains("Index").doesNotContain("Sort");
    }
  }

  @Test
  void find_someOfManyThatArrived_looksThemUpByTheirKeys() throws Exception {
    List<Logged> all = store(MANY);
    database.update("analyze");
    List<String> some = List.of(all.get(0).uuid(), all.get(1).uuid());

    try (EntityManager entities = database.openEntityManager()) {
      assertThat(Withdrawal.find(entities, ORG, some)).hasSize(2);
    }

    assertThat(database.explainLast(some.toArray(String[]::new), ORG))
        .containsIgnoringCase("event_once")
        .containsPattern("(?i)uuid\"?\\)?(::text)? = \\(?\"?u\"?\\.\"?uuid")
        .doesNotContain("Seq Scan", "tableScan");
  }

  void suspect(List<Logged> events) throws Exception {
    List<LogPageStored.Fresh> fresh =
        events.stream()
            .map(e -> new LogPageStored.Fresh(e.id(), "a.type", clock.instant(), clock.instant()))
            .toList();
    database.inTransaction(
        () -> {
          gaps.suspect(new LogPageStored(ORG, fresh, 0, 0));
          return null;
        });
  }

  boolean judge(Instant now) throws Exception {
    return database.inTransaction(() -> gaps.judge(ORG, now));
  }

  private void withdraw(Map<String, Instant> receivedAt) throws Exception {
    database.inTransaction(
        () -> {
          withdrawal.withdraw(new HookArrivals(ORG, receivedAt));
          return null;
        });
  }

  private void arrive(Logged event, Instant at) throws Exception {
    database.update(
        "update event set hook_at = cast(? as timestamp with time zone) where id = ?",
        at.toString(),
        event.id());
  }

  List<Boolean> isGap(List<Logged> events) {
    return events.stream().map(e -> gaps.isGap(e.id())).toList();
  }

  /** Stores a page of the log with so many events. */
  List<Logged> store(int number) {
    UUID delivery = writing.store(ORG, Origin.SYSTEM_LOG, clock.instant(), number);
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select e.id, e.uuid from Event e where e.deliveryId = :id order by e.id",
              Logged.class)
          .setParameter("id", delivery)
          .getResultList();
    }
  }

  record Logged(Long id, String uuid) {}
}
