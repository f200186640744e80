package io.catchment.store;

import io.catchment.platform.HealthCheck;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database answers. */
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

  private static final int TIMEOUT_SECONDS = 1;

  @Resource(lookup = "java:comp/env/jdbc/Catchment")
  DataSource dataSource;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public void check() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isValid(TIMEOUT_SECONDS)) {
        throw new SQLException("The database does not answer within " + TIMEOUT_SECONDS + " s.");
      }
    }
  }
}
