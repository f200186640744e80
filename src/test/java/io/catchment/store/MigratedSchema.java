package io.catchment.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The tables as the application makes them, for tests of other packages. */
public final class MigratedSchema {

  private MigratedSchema() {}

  public static void make(DataSource dataSource) {
    try {
      Migrations.run(dataSource);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
