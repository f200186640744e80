package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
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

  /** A day apart. */
  private static final int EVENTS = 100;

  /** Fewer than there are, and so many that few statements take too long. */
  private static final int TOO_MANY = 80;

  /** As much faster all times are that a search has, where statements take too long. */
  private static final int HURRY = 4;

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  /** Those that give statements up sooner, and by whose clock that is as late as ever. */
  private Events hurried() {
    Events hurried = database.events(new QuickClock(HURRY));
    hurried.transaction = new Hurried(database.transaction());
    return hurried;
  }

  private static final class Hurried extends SearchTransaction {
    private final SearchTransaction patient;

    Hurried(SearchTransaction patient) {
      this.patient = patient;
    }

    @Override
    <T> T with(Work<T> work) {
      return patient.with(work);
    }

    @Override
    Duration patience() {
      return patient.patience().dividedBy(HURRY);
    }

    @Override
    boolean isEmbedded() {
      return patient.isEmbedded();
    }
  }

  /**
   * Behind months without an event the windows become wide, and then one holds more than the
   * database looks through in good time.
   */
  @ParameterizedTest
  @EnumSource(names = {"ASCENDING", "ARRIVAL"})
  void read_windowThatTakesTooLong_isTriedNarrower(Order order) {
    List<String> json = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      json.add(event("u-" + i, BEGIN.plus(i, ChronoUnit.DAYS).toString(), ""));
    }
    json.add(EVENTS / 2, event("first", "2025-09-01T00:00:00Z", ",\"a\":1"));
    json.add(event("last", BEGIN.plus(EVENTS, ChronoUnit.DAYS).toString(), ",\"a\":1"));
    // What the tests before have left free would be looked through too.
    database.execute("alter sequence event_seq restart");
    database.store("acme", json);
    slowDown();
    try {
      assertThat(all(hurried(), query(order, "a eq 1"), 100))
          .extracting(FoundEvent::uuid)
          .containsExactly("first", "last");
    } finally {
      database.execute("drop view event", "alter table event_data rename to event");
    }
  }

  /** A window of time cannot be narrower than that instant. */
  @ParameterizedTest
  @EnumSource
  void read_moreAtOneInstantThanCanBeLookedThrough_comesOn(Order order) {
    List<String> json = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      json.add(event("u-" + i, BEGIN.toString(), ""));
    }
    json.add(EVENTS / 2, event("in-the-middle", BEGIN.toString(), ",\"a\":1"));
    database.execute("alter sequence event_seq restart");
    database.store("acme", json);
    slowDown();
    try {
      assertThat(all(hurried(), query(order, "a eq 1"), 100))
          .extracting(FoundEvent::uuid)
          .containsExactly("in-the-middle");
    } finally {
      database.execute("drop view event", "alter table event_data rename to event");
    }
  }

  /**
   * A statement that looks at too many events is not over in its time, unless an index tells what
   * it asks for: the first or the last of all, or where the last of many is. It looks at them
   * before it looks at their text: by cost it is between that and their times and ids.
   */
  private void slowDown() {
    database.execute(
        "analyze event",
        "alter table event rename to event_data",
        """
        create or replace function slowly() returns boolean volatile cost 3 language plpgsql as $$
        declare
          looked_at integer := coalesce(nullif(current_setting('test.at', true), ''), '0')::integer;
        begin
          if current_query() not like 'select m%%'
              and current_query() not like 'select e.published_at, e.id from%%' then
            perform set_config('test.at', (looked_at + 1)::text, true);
            if looked_at = %d then
              perform pg_sleep(20);
            end if;
          end if;
          return true;
        end $$
        """
            .formatted(TOO_MANY),
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
