package io.catchment.store;

import io.catchment.server.Build;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/** A PostgreSQL of its own. */
public final class PostgresDatabase extends PlainDatabase {

  private final EmbeddedPostgres process;

  public PostgresDatabase() throws IOException, SQLException {
    this(process());
  }

  private PostgresDatabase(EmbeddedPostgres process) throws SQLException {
    super(process.getPostgresDatabase(), false);
    this.process = process;
  }

  /** An empty one. */
  static EmbeddedPostgres process() throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(Build.file("postgres").toFile())
        .start();
  }

  @Override
  public void close() throws Exception {
    super.close();
    process.close();
  }
}
