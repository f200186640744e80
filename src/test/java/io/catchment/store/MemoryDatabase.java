package io.catchment.store;

import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** H2 in memory. */
public final class MemoryDatabase extends PlainDatabase {

  public MemoryDatabase() throws SQLException {
    super(h2(), true);
  }

  /** An empty one, as a server has it. */
  static JdbcDataSource h2() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setUrl(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";DB_CLOSE_DELAY=-1");
    return h2;
  }

  @Override
  public void close() throws Exception {
    super.close();
    update("shutdown");
  }
}
