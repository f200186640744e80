package io.catchment.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the database to this version. Flyway takes a lock, so that several nodes may start
 * together.
 */
final class Migrations {

  private Migrations() {}

  /**
   * Migrates, or does nothing, also if a newer version has migrated already.
   *
   * @throws SQLException if the database does not answer
   */
  static void run(DataSource dataSource) throws SQLException {
    configured(dataSource).load().migrate();
  }

  /** Flyway with what ours need. */
  static FluentConfiguration configured(DataSource dataSource) throws SQLException {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(PatientDataSource.of(dataSource))
        .locations(locations(dataSource))
        .placeholders(Map.of("bytes", bytesType(dataSource)))
        // A version that is older than the database goes on working: what a migration adds is there
        // for the version that brings it, and the one before does without.
        .ignoreMigrationPatterns("*:future")
        // Another node may be at it for long.
        .lockRetryCount(-1);
  }

  private static String[] locations(DataSource dataSource) throws SQLException {
    String both = "classpath:db/migration";
    return new String[] {both, "classpath:db/" + (isForH2(dataSource) ? "h2" : "postgresql")};
  }

  /** The one type for which the databases share no name: bytes without a limit of 1 MiB. */
  private static String bytesType(DataSource dataSource) throws SQLException {
    return isForH2(dataSource) ? "binary large object" : "bytea";
  }

  static boolean isForH2(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("H2");
    }
  }
}
