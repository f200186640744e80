package io.catchment.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real PostgreSQL of the tests' own, which can be stopped and started again with its data;
 * durable.
 */
public final class Postgres implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres process;

  public Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  public void start() {
    try {
      process =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(Build.file("postgres").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("fsync", "on")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      stop();
    }
  }

  public Database database() {
    return new Database.PostgreSql(jdbcUrl(), user(), password());
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?reWriteBatchedInserts=true&connectTimeout=2&socketTimeout=60&tcpKeepAlive=true";
  }

  public String user() {
    return "postgres";
  }

  public String password() {
    return "postgres";
  }
}
