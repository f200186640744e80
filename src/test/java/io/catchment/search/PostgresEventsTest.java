package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresEventsTest extends EventsSuite {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  /**
   * Behind months without an event the windows become wide, and then one holds more than the
   * database looks through in good time.
   */
  @ParameterizedTest
  @EnumSource(names = {"ASCENDING", "ARRIVAL"})
  void read_windowThatTakesTooLong_isTriedNarrower(Order order) {
    List<String> json = new ArrayList<>();
    json.add(event("first", "2025-09-01T00:00:00Z", ",\"a\":1"));
    for (int i = 0; i < 100; i++) {
      json.add(event("u-" + i, BEGIN.plus(i, ChronoUnit.HOURS).toString(), ""));
    }
    json.add(event("last", BEGIN.plus(100, ChronoUnit.HOURS).toString(), ",\"a\":1"));
    database.store("acme", json);
    slowDown();
    try {
      assertThat(all(events, query(order, "a eq 1"), 100))
          .extracting(FoundEvent::uuid)
          .containsExactly("first", "last");
    } finally {
      database.execute("drop view event", "alter table event_data rename to event");
    }
  }

  /**
   * Every event of a window takes 50 ms, before its text is looked at: by cost it is between. By
   * what PostgreSQL happens to remember of the table, it would look at all of them for the first.
   */
  private void slowDown() {
    database.execute(
        "analyze event",
        "alter table event rename to event_data",
        "create or replace function slowly() returns boolean volatile cost 3 language plpgsql"
            + " as 'begin perform pg_sleep(0.05); return true; end'",
        "create view event as select * from event_data where slowly()");
  }

  @Test
  void read_whileTheTableIsLocked_isGivenUp() throws Exception {
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table event in access exclusive mode");

      assertThatExceptionOfType(SearchTimeoutException.class)
          .isThrownBy(() -> events.read(query(Order.ASCENDING, ""), Optional.empty(), 1));
      other.rollback();
    }
    assertThat(all(events, query(Order.ASCENDING, ""), 1)).isEmpty();
  }
}
