package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Heap;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds when more comes than can be stored: every answer is there inside three seconds, the
 * memory stays flat, and whatever was answered 204 is stored in the end.
 */
abstract class OverloadSuite {

  private static final int SENDERS = 96;
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LOCKED = Duration.ofSeconds(5);

  /** How long the long form sends. */
  private static final Duration LONG =
      Duration.ofMinutes(Integer.getInteger("catchment.test.overload-minutes", 10));

  /** How much longer the store may take for it. */
  private static final Duration DRAINED = LONG.multipliedBy(4);

  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);

  /** What a heap may grow from the first quarter to the last, as noise, in bytes. */
  private static final long NOISE = 48L * 1024 * 1024;

  private final PostgresSuite suite;
  private final Okta okta;
  private final Probe probe;

  OverloadSuite(PostgresSuite suite) {
    this.suite = suite;
    this.okta = suite.okta;
    this.probe = suite.probe;
  }

  @Test
  void deliver_moreThanCanBeStored_isAnsweredInTimeAndStoredLater() throws Exception {
    try (Overload load = new Overload(okta, SENDERS);
        Connection locking = suite.postgres.connect()) {
      load.start(SHORT);
      whileEventsAreLocked(locking, LOCKED);

      assertAcknowledgedAreStored(load, PostgresSuite.SOON);
    }
  }

  @Test
  @Tag("long")
  void deliver_moreThanCanBeStoredForMinutes_keepsTheMemoryFlat() throws Exception {
    List<Long> used = new ArrayList<>();
    try (Overload load = new Overload(okta, SENDERS)) {
      load.start(LONG);
      while (!load.endsWithin(BETWEEN_SAMPLES)) {
        used.add(Heap.usedAfterCollection(suite.server.pid()));
      }
      // The broker's memory for the queue has to fill before it is constant.
      List<Long> steady = used.subList(used.size() / 5, used.size());
      int quarter = steady.size() / 4;
      long first = median(steady.subList(0, quarter));
      long last = median(steady.subList(steady.size() - quarter, steady.size()));
      assertThat(last).as("used heap, all samples: %s", used).isLessThan(first + NOISE);

      assertAcknowledgedAreStored(load, DRAINED);
    }
  }

  /** All writers wait for as long. */
  private static void whileEventsAreLocked(Connection connection, Duration duration)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table event in access exclusive mode");
      statement.execute("select pg_sleep(" + duration.toSeconds() + ")");
    }
    connection.commit();
  }

  private void assertAcknowledgedAreStored(Overload load, Duration most) throws Exception {
    List<Overload.Sent> sent = load.await();
    assertThat(sent.stream().mapToInt(s -> s.acknowledged().cardinality()).sum()).isPositive();
    load.senders()
        .forEach(
            sender ->
                await()
                    .atMost(most)
                    .untilAsserted(
                        () ->
                            assertThat(
                                    missing(load, sender, sent.get(sender).acknowledged())
                                        .cardinality())
                                .isZero()));
    assertThat(okta.deliver(Samples.delivery(Samples.event(Samples.uuid()))).statusCode())
        .isEqualTo(204);
  }

  private BitSet missing(Overload load, int sender, BitSet acknowledged) {
    BitSet missing = (BitSet) acknowledged.clone();
    String prefix = load.prefix(sender);
    for (JsonObject row : probe.query("select uuid from event where uuid like '" + prefix + "%'")) {
      missing.clear(Integer.parseInt(row.getString("uuid").substring(prefix.length())));
    }
    return missing;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
