package io.catchment.it;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL of the tests' own, which can be stopped and started again with its data. */
final class Postgres implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres process;

  Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  void start() {
    try {
      process =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(Build.file("postgres").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  Database database() {
    return databaseAt(port);
  }

  /** How the database at a port is reached. */
  static Database.PostgreSql databaseAt(int port) {
    return new Database.PostgreSql(
        "jdbc:postgresql://127.0.0.1:"
            + port
            + "/postgres?reWriteBatchedInserts=true&connectTimeout=2&socketTimeout=60&tcpKeepAlive=true",
        "postgres",
        "postgres");
  }
}
