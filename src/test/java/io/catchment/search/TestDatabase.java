package io.catchment.search;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import io.catchment.server.Build;
import io.catchment.store.Folding;
import io.catchment.store.MigratedSchema;
import io.catchment.store.Writing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * A database with our tables, in memory or a real PostgreSQL, and what the application does with
 * it.
 */
final class TestDatabase implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 80;
  private static final Instant RECEIVED = Instant.parse("2026-03-04T12:00:00Z");

  private final DataSource dataSource;
  private final AutoCloseable process;
  private final boolean embedded;
  private final Writing writing;
  private final Folding folding;

  private TestDatabase(DataSource dataSource, AutoCloseable process, boolean embedded) {
    this.dataSource = dataSource;
    this.process = process;
    this.embedded = embedded;
    MigratedSchema.make(dataSource);
    writing = new Writing(dataSource, embedded);
    folding = new Folding(dataSource, embedded);
  }

  static TestDatabase h2() {
    String url =
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL"
            + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    return new TestDatabase(pool, pool::dispose, true);
  }

  static TestDatabase postgres() {
    try {
      EmbeddedPostgres process =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(Build.file("postgres").toFile())
              .start();
      PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
      connections.setUrl(process.getJdbcUrl("postgres", "postgres"));
      JdbcConnectionPool pool = JdbcConnectionPool.create(connections);
      pool.setMaxConnections(MOST_CONNECTIONS);
      return new TestDatabase(
          pool,
          () -> {
            pool.dispose();
            process.close();
          },
          false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DataSource dataSource() {
    return dataSource;
  }

  boolean isEmbedded() {
    return embedded;
  }

  Events events(Clock clock) {
    Events events = new Events();
    events.transaction = transaction();
    events.clock = clock;
    return events;
  }

  SearchTransaction transaction() {
    return new PlainTransaction(dataSource, embedded);
  }

  Writing writing() {
    return writing;
  }

  Folding folding() {
    return folding;
  }

  void clear() {
    execute(
        "delete from further_delivery",
        "delete from event_target",
        "delete from event",
        "delete from event_count",
        "delete from event_count_of_day",
        "delete from event_kind",
        "delete from event_count_of_any_type",
        "delete from event_kind_of_any_type",
        "update event_counted set up_to = 0",
        "delete from delivery");
  }

  void execute(String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores events, each an object of JSON with a uuid and a date, as the application does. */
  void store(String org, List<String> events) {
    writing.store(delivery(org, events));
  }

  static Delivery delivery(String org, List<String> events) {
    String body =
        "{\"eventType\":\"com.okta.event_hook\",\"eventId\":\"e\",\"data\":{\"events\":["
            + String.join(",", events)
            + "]}}";
    return new Delivery(
        UUID.randomUUID(),
        org,
        Origin.HOOK,
        RECEIVED,
        "",
        body.getBytes(StandardCharsets.UTF_8),
        Optional.empty());
  }

  @Override
  public void close() {
    writing.close();
    try {
      process.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its own connection for each transaction, without a container. */
  private static final class PlainTransaction extends SearchTransaction {
    private final DataSource dataSource;
    private final boolean embedded;

    PlainTransaction(DataSource dataSource, boolean embedded) {
      this.dataSource = dataSource;
      this.embedded = embedded;
    }

    @Override
    <T> T with(Work<T> work) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        T result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    boolean isEmbedded() {
      return embedded;
    }
  }
}
