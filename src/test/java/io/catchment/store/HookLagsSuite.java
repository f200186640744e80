package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import io.catchment.store.HookLags.Lags;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How late events come, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HookLagsSuite {

  private final PlainDatabase database;
  private final SetClock clock = new SetClock();
  private final HookLags lags = new HookLags();
  private long lastId;

  HookLagsSuite(PlainDatabase database) {
    this.database = database;
    lags.database = database;
    lags.clock = clock;
  }

  @BeforeEach
  void clear() throws Exception {
    database.update("delete from event");
  }

  @AfterAll
  void close() throws Exception {
    database.close();
  }

  @Test
  void findNewest_withoutEvents_findsNone() {
    assertThat(lags.findNewest().ascending()).isEmpty();
  }

  @Test
  void findNewest_measuresWhatAHookBroughtLately() throws Exception {
    Instant now = clock.instant();
    insert(now.minusSeconds(20), now.minusSeconds(17));
    insert(now.minusMillis(1_250), now.minusMillis(1_000));
    insert(now.minusSeconds(90), null);
    insert(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(25)));

    assertThat(lags.findNewest().ascending())
        .containsExactly(Duration.ofMillis(250), Duration.ofSeconds(3));
  }

  @Test
  void findNewest_ofAClockThatIsBehind_isNothing() throws Exception {
    Instant now = clock.instant();
    insert(now, now.minusSeconds(2));

    assertThat(lags.findNewest().ascending()).containsExactly(Duration.ZERO);
  }

  @Test
  void findNewest_takesNoMoreThanTheNewest() throws Exception {
    Instant now = clock.instant();
    insert(now.minusSeconds(60), now);
    insertMany(HookLags.NEWEST, now.minusSeconds(2), now);

    assertThat(lags.findNewest().ascending())
        .hasSize(HookLags.NEWEST)
        .containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void findNewest_behindARangeOfTheLog_findsThemUntilThatIsLong() throws Exception {
    Instant now = clock.instant();
    insert(now.minusSeconds(60), now);
    insertMany(HookLags.LOOKED_AT - 1, now.minusSeconds(2), null);
    assertThat(lags.findNewest().ascending()).containsExactly(Duration.ofSeconds(60));

    insert(now.minusSeconds(1), null);

    assertThat(lags.findNewest().ascending()).isEmpty();
  }

  @Test
  void findNewest_betweenUnusedIds_findsThem() throws Exception {
    Instant now = clock.instant();
    for (int i = 1; i <= 100; i++) {
      insert(now.minusSeconds(i), now);
      lastId += EventIds.BLOCK - 1;
    }

    assertThat(lags.findNewest().ascending()).hasSize(100).endsWith(Duration.ofSeconds(100));
  }

  @Test
  void findNewest_eventThatTheLogBroughtFirst_isAsLateAsItsHook() throws Exception {
    Instant now = clock.instant();
    insert(now.minusSeconds(60), null);
    database.update("update event set hook_at = ?", Timestamp.from(now.minusSeconds(10)));

    assertThat(lags.findNewest().ascending()).containsExactly(Duration.ofSeconds(50));
  }

  @Test
  void percentile_isOneOfThem() {
    Lags three = new Lags(List.of(seconds(3), seconds(1), seconds(2)));
    Lags hundred = new Lags(Stream.iterate(1, i -> i + 1).limit(100).map(this::seconds).toList());

    assertThat(three.percentile(50)).hasValue(seconds(2));
    assertThat(three.percentile(95)).hasValue(seconds(3));
    assertThat(new Lags(List.of(seconds(7))).percentile(1)).hasValue(seconds(7));
    assertThat(hundred.percentile(1)).hasValue(seconds(1));
    assertThat(hundred.percentile(50)).hasValue(seconds(50));
    assertThat(hundred.percentile(95)).hasValue(seconds(95));
    assertThat(hundred.percentile(100)).hasValue(seconds(100));
    assertThat(new Lags(List.of()).percentile(50)).isEmpty();
  }

  private Duration seconds(int number) {
    return Duration.ofSeconds(number);
  }

  private void insert(Instant published, Instant byHook) throws Exception {
    insertMany(1, published, byHook);
  }

  private void insertMany(int number, Instant published, Instant byHook) throws Exception {
    String numbers =
        (database.isEmbedded() ? "system_range(%d, %d)" : "generate_series(%d, %d)")
            .formatted(lastId + 1, lastId + number);
    String at = "cast(? as timestamp(6) with time zone)";
    database.update(
        ("insert into event (id, org, uuid, published_at, received_at, stored_at, hook_at, origin,"
                + " delivery_id, json) select i, 'acme', 'u-' || i, %1$s, %1$s, %1$s, %1$s,"
                + " ?, cast('00000000-0000-0000-0000-000000000001' as uuid), '{}' from %2$s"
                + " as n(i)")
            .formatted(at, numbers),
        Timestamp.from(published),
        Timestamp.from(clock.instant()),
        Timestamp.from(clock.instant()),
        byHook == null ? null : Timestamp.from(byHook),
        byHook == null ? "SYSTEM_LOG" : "HOOK");
    lastId += number;
  }
}
