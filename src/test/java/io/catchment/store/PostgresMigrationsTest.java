package io.catchment.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class PostgresMigrationsTest extends MigrationsSuite {

  private EmbeddedPostgres process;

  @Override
  DataSource dataSource() throws Exception {
    process = PostgresDatabase.process();
    return process.getPostgresDatabase();
  }

  @AfterEach
  void close() throws Exception {
    process.close();
  }
}
