package io.catchment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.server.Build;
import io.catchment.store.MigratedSchema;
import io.catchment.store.Writing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** What is loaded is what the application would have stored of the same deliveries. */
class FillingTest {

  private static final Instant END = Instant.parse("2026-11-26T16:00:00Z");

  /** So few that the ids of one transaction follow each other. */
  private static final int EVENTS = 400;

  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = 'public'"
          + " and table_name not in ('flyway_schema_history', 'search_key')"
          // Hibernate's own, on H2.
          + " and table_name not like 'hte%' order by 1";

  private static final String INDEXES =
      "select indexdef from pg_indexes where schemaname = 'public' order by 1";

  @Test
  void fill_postgres_holdsWhatTheStoreWrites() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Build.file("postgres").toFile())
            .start()) {
      DataSource stored = postgres.getPostgresDatabase();
      rows(stored, "create database filled");
      DataSource filled = postgres.getDatabase("postgres", "filled");
      storeAndFill(stored, filled, false);
      assertThat(rows(filled, INDEXES)).isEqualTo(rows(stored, INDEXES)).hasSizeGreaterThan(10);
    }
  }

  @Test
  void fill_h2_holdsWhatTheStoreWrites() throws Exception {
    JdbcConnectionPool stored = h2();
    JdbcConnectionPool filled = h2();
    storeAndFill(stored, filled, true);
    stored.dispose();
    filled.dispose();
  }

  private static JdbcConnectionPool h2() {
    String options = ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    return JdbcConnectionPool.create(
        "jdbc:h2:mem:" + UUID.randomUUID() + options + ";DEFAULT_NULL_ORDERING=HIGH", "sa", "");
  }

  private static void storeAndFill(DataSource stored, DataSource filled, boolean embedded)
      throws SQLException {
    MigratedSchema.make(stored);
    MigratedSchema.make(filled);
    InventedYear year = new InventedYear(EVENTS, END);
    try (Writing writing = new Writing(stored, embedded);
        Connection connection = filled.getConnection()) {
      writing.storeSlowly(year.deliveries(0), () -> null);
      new Filling(EVENTS, END, line -> {}).fill(connection, !embedded);
    }
    assertThat(contents(filled)).isEqualTo(contents(stored));
    assertThat(contents(filled).get("event")).hasSize(EVENTS);
    storesMore(filled, embedded);
  }

  /** With the ids that follow. */
  private static void storesMore(DataSource filled, boolean embedded) throws SQLException {
    try (Writing writing = new Writing(filled, embedded)) {
      writing.store(new InventedYear(InventedYear.CHUNK + 1, END).deliveries(1).get(0));
    }
    assertThat(rows(filled, "select max(id) from event")).containsExactly((EVENTS + 1) + " ");
  }

  /** The rows of every table, but for when they were written. */
  private static Map<String, List<String>> contents(DataSource dataSource) throws SQLException {
    Map<String, List<String>> contents = new TreeMap<>();
    for (String row : rows(dataSource, TABLES)) {
      String table = row.strip();
      contents.put(table, rows(dataSource, "select * from " + table + " order by 1, 2"));
    }
    return contents;
  }

  private static List<String> rows(DataSource dataSource, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet result = statement.getResultSet();
        while (result.next()) {
          rows.add(row(result));
        }
      }
    }
    return rows;
  }

  private static String row(ResultSet result) throws SQLException {
    StringBuilder row = new StringBuilder();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      if (!result.getMetaData().getColumnName(i).equals("stored_at")) {
        row.append(result.getString(i)).append(' ');
      }
    }
    return row.toString();
  }
}
