package io.catchment.benchmark;

import io.catchment.store.StoredRows;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Fills the empty tables of a new database with a year. */
final class Filling {

  /** Chunks that are made while others are written. */
  private static final int AHEAD = 4;

  private static final int CHUNKS_OF_A_REPORT = 100;

  private static final int KEY_LENGTH = 32;

  private final int events;
  private final InventedYear year;
  private final Consumer<String> progress;

  /** With so many events, up to that time. */
  Filling(int events, Instant end, Consumer<String> progress) {
    this.events = events;
    this.year = new InventedYear(events, end);
    this.progress = progress;
  }

  /** Leaves the database as if the application had stored and published all of them. */
  void fill(Connection connection, boolean isPostgres) throws SQLException {
    if (isPostgres) {
      fillPostgres(connection);
    } else {
      fillH2(connection);
    }
    connection.setAutoCommit(true);
    execute(connection, List.of("alter sequence event_seq restart with " + (events + 1)));
    giveKey(connection);
    execute(connection, List.of(isPostgres ? "vacuum analyze" : "analyze"));
  }

  /** The application would make one, but an H2 that it has open could not be asked for it. */
  private static void giveKey(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into search_key (id, bytes) values (1, ?)")) {
      byte[] key = new byte[KEY_LENGTH];
      new SecureRandom().nextBytes(key);
      insert.setBytes(1, key);
      insert.executeUpdate();
    }
  }

  /** Without indexes meanwhile. */
  private void fillPostgres(Connection connection) throws SQLException {
    Indexes indexes = Indexes.of(connection);
    connection.setAutoCommit(false);
    execute(connection, indexes.away());
    try (TableWriter writer = new CopyWriter(connection)) {
      writeAll(writer);
    }
    progress.accept("making the indexes");
    execute(connection, indexes.again());
    connection.commit();
  }

  /** With its indexes: those that are made afterwards cost it no less. */
  private void fillH2(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (TableWriter writer = new BatchWriter(connection)) {
      writeAll(writer);
    }
    connection.commit();
  }

  private void writeAll(TableWriter writer) throws SQLException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Deque<Future<StoredRows>> made = new ArrayDeque<>();
      for (int chunk = 0; chunk < year.chunks() + AHEAD; chunk++) {
        if (chunk < year.chunks()) {
          int next = chunk;
          made.add(threads.submit(() -> year.rows(next)));
        }
        if (chunk >= AHEAD && !made.isEmpty()) {
          writer.write(made.remove().get());
          report(chunk - AHEAD + 1);
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void report(int chunks) {
    if (chunks % CHUNKS_OF_A_REPORT == 0) {
      progress.accept("%,d events are loaded".formatted(chunks * InventedYear.CHUNK));
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
