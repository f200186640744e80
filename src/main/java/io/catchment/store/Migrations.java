package io.catchment.store;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to this version when the application is deployed, before any delivery is
 * taken. Flyway takes a lock, so that several nodes may start together. If a migration fails, so
 * does the deployment.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

  @Resource(lookup = "java:comp/env/jdbc/Catchment")
  DataSource dataSource;

  @PostConstruct
  void migrate() {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .placeholders(Map.of("bytes", bytesType()))
        .load()
        .migrate();
  }

  /** The one type for which the databases share no name: bytes without a limit of 1 MiB. */
  private String bytesType() {
    try (Connection connection = dataSource.getConnection()) {
      boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
      return h2 ? "binary large object" : "bytea";
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not answer.", e);
    }
  }
}
