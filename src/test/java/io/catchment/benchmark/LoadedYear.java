package io.catchment.benchmark;

import io.catchment.server.Postgres;
import io.catchment.server.WildFlyH2;
import io.catchment.store.Folding;
import io.catchment.store.MigratedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The database that has a year of events, before a server has it. */
final class LoadedYear {

  /** What an event needs of the disk in the end, and a tenth for what is there meanwhile. */
  private static final int BYTES_IN_POSTGRESQL = 3_200;

  /** Many times as many as in the end: what it writes anew stands beside what it wrote before. */
  private static final int BYTES_IN_H2 = 36_000;

  /**
   * When it is closed, H2 drops what it has written anew since, for so long in milliseconds. After
   * three minutes a million events take no less any more, but it goes on.
   */
  private static final String TIDY_H2 = ";MAX_COMPACT_TIME=300000";

  /**
   * What is filled by one transaction into tables that are new in it is not written to the log
   * first, if the log is for crashes alone.
   */
  private static final Map<String, String> WHILE_LOADING =
      Map.of(
          "wal_level", "minimal",
          "max_wal_senders", "0",
          "max_wal_size", "4GB",
          "maintenance_work_mem", "1GB");

  /** How many events are counted at a time, as by the application. */
  private static final int PORTION = 20_000;

  private static final List<String> COUNTS =
      List.of("event_count", "event_count_of_day", "event_count_of_any_type");

  private final KeptYear kept;
  private final int events;
  private final Optional<Postgres> postgres;
  private final Consumer<String> progress;
  private OptionalDouble secondsOfFolding = OptionalDouble.empty();

  /**
   * A year that is kept there.
   *
   * @param postgres what runs on its files; H2 if empty
   */
  LoadedYear(KeptYear kept, int events, Optional<Postgres> postgres, Consumer<String> progress) {
    this.kept = kept;
    this.events = events;
    this.postgres = postgres;
    this.progress = progress;
  }

  /**
   * Loads it if it is not there; otherwise removes what was stored beside it.
   *
   * @return when it ends
   */
  Instant require() throws IOException, SQLException {
    Optional<Instant> end = kept.find();
    if (end.isPresent()) {
      progress.accept("finds its %,d events again".formatted(events));
      tidy();
      return end.get();
    }
    postgres.ifPresent(Postgres::stop);
    kept.clear(postgres.isPresent() ? BYTES_IN_POSTGRESQL : BYTES_IN_H2);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (postgres.isPresent()) {
      loadFast(postgres.get(), now);
    } else {
      load(now);
    }
    kept.keep(now);
    return now;
  }

  private void loadFast(Postgres server, Instant end) throws SQLException {
    WHILE_LOADING.forEach(server::set);
    server.start();
    load(end);
    server.stop();
    server.unsetAll();
    server.start();
  }

  private void load(Instant end) throws SQLException {
    long start = System.nanoTime();
    // So that H2 does not close the database between two others.
    try (Connection connection = dataSource(TIDY_H2).getConnection()) {
      MigratedSchema.make(dataSource(TIDY_H2));
      new Filling(events, end, progress).fill(connection, postgres.isPresent());
      progress.accept("loaded %,d events in %.0f s".formatted(events, Column.seconds(start)));
      fold(connection);
    }
  }

  /** Counts the events by hour and kind, as the application does after an upgrade, in a stretch. */
  private void fold(Connection connection) throws SQLException {
    long start = System.nanoTime();
    new Folding(dataSource(TIDY_H2), postgres.isEmpty()).all(PORTION);
    secondsOfFolding = OptionalDouble.of(Column.seconds(start));
    progress.accept("counted them by hour in %.0f s".formatted(secondsOfFolding.getAsDouble()));
    try (Statement statement = connection.createStatement()) {
      for (String table : COUNTS) {
        statement.execute("create table %1$s_loaded as select * from %1$s".formatted(table));
      }
      statement.execute(postgres.isPresent() ? "vacuum analyze" : "analyze");
    }
  }

  /** How long the counting by hour and kind took; empty if the year was there. */
  OptionalDouble secondsOfFolding() {
    return secondsOfFolding;
  }

  private void tidy() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      tidyCounts(statement);
      String later = " > " + events;
      for (String sql :
          List.of(
              "delete from delivery where id in (select delivery_id from event where id"
                  + later
                  + ")",
              "delete from event_target where event_id" + later,
              "delete from event where id" + later,
              "delete from outbox",
              "update event_counted set up_to = " + events,
              postgres.isPresent() ? "vacuum analyze" : "analyze")) {
        statement.execute(sql);
      }
    }
  }

  /** As they were when it was loaded: what was stored later is not in them any more. */
  private static void tidyCounts(Statement statement) throws SQLException {
    for (String table : COUNTS) {
      statement.execute("delete from " + table);
      statement.execute("insert into %1$s select * from %1$s_loaded".formatted(table));
    }
  }

  /** What the application signs its cursors with. */
  byte[] key() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select bytes from search_key where id = 1")) {
      row.next();
      return row.getBytes(1);
    }
  }

  private Connection connect() throws SQLException {
    return dataSource("").getConnection();
  }

  /** With these settings, if it is H2. */
  private DataSource dataSource(String settings) {
    return postgres
        .map(Postgres::dataSource)
        .orElseGet(() -> WildFlyH2.dataSource(h2Url() + settings));
  }

  /** The address of the database, if it is H2. */
  String h2Url() {
    return WildFlyH2.url(kept.database());
  }

  /** The size of its file, if it is H2. */
  long h2Bytes() throws IOException {
    return Files.size(kept.database().resolve("catchment.mv.db"));
  }
}
