package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;

class PostgresMigrationsTest extends MigrationsSuite {

  private EmbeddedPostgres process;

  @Override
  DataSource dataSource() throws Exception {
    process = PostgresDatabase.process();
    return process.getPostgresDatabase();
  }

  /** To make an index is one statement, however long it takes. */
  @Test
  void patientDataSource_statementThatTakesLong_isNotGivenUp() throws Exception {
    dataSource();
    PGConnectionPoolDataSource impatient = new PGConnectionPoolDataSource();
    impatient.setUrl(process.getJdbcUrl("postgres", "postgres"));
    impatient.setSocketTimeout(1);
    JdbcConnectionPool pool = JdbcConnectionPool.create(impatient);
    try {
      sleep(PatientDataSource.of(pool));

      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getNetworkTimeout()).isEqualTo(1_000);
      }
      assertThatThrownBy(() -> sleep(pool)).isInstanceOf(SQLException.class);
    } finally {
      pool.dispose();
    }
  }

  private static void sleep(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_sleep(2)");
    }
  }

  /** A transaction that holds the table of events, and then asks for that of targets. */
  @Test
  void run_whileAnOlderVersionStores_waitsForIt() throws Exception {
    DataSource old = migratedTo("15");
    ExecutorService node = Executors.newSingleThreadExecutor();
    try (Connection connection = old.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set deadlock_timeout = '100ms'");
      statement.execute(event(1, 3));
      Future<?> migration = node.submit(() -> MigratedSchema.make(old));
      waitForALock(old, migration);
      statement.execute(
          "insert into event_target (event_id, position, target_id) values (1, 0, 'a')");
      connection.commit();
      migration.get();
    } finally {
      node.shutdown();
    }

    assertThat(rows(old, "select target_id, published_at from event_target"))
        .containsExactly("a null");
  }

  /** Nothing tells of it but a look. */
  private static void waitForALock(DataSource database, Future<?> whoWaits) throws Exception {
    while (rows(database, "select 1 from pg_locks where not granted").isEmpty()) {
      assertThat(whoWaits.isDone()).as("It did not have to wait").isFalse();
      Thread.sleep(20);
    }
  }

  @AfterEach
  void close() throws Exception {
    process.close();
  }
}
