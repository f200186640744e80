package io.catchment.store;

import io.catchment.platform.HealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Whether the database answers, and has been brought to this version. */
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

  private static final int TIMEOUT_SECONDS = 1;

  @Inject Database database;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public void check() throws SQLException {
    database.check(TIMEOUT_SECONDS);
    if (!database.isOpen()) {
      throw new DatabaseAwayException();
    }
  }
}
