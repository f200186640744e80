package io.catchment.store;

import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;

class H2MigrationsTest extends MigrationsSuite {

  private final JdbcDataSource database = MemoryDatabase.h2();

  @Override
  DataSource dataSource() {
    return database;
  }

  @AfterEach
  void close() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
  }
}
