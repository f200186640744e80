package io.catchment.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A real PostgreSQL of the tests' own, which can be stopped and started again with its data.
 *
 * <p>The server reaches it through a proxy on the given port, the tests without, on the next one.
 */
public final class Postgres implements AutoCloseable {

  private static final String USER = "postgres";

  private final Path data;
  private final int port;
  private final Proxy proxy;
  private EmbeddedPostgres process;

  public Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
    proxy = new Proxy(port, port + 1);
  }

  /** Does nothing if it runs. */
  public void start() {
    if (process != null) {
      return;
    }
    try {
      process =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(Build.file("postgres").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port + 1)
              // Off by default there, as nobody should have it who keeps an audit trail.
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("fsync", "on")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does nothing if it does not run. */
  public void stop() {
    if (process == null) {
      return;
    }
    try {
      process.close();
      process = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    proxy.close();
    stop();
  }

  /** The wire between the server and this. */
  public Proxy proxy() {
    return proxy;
  }

  /** A connection that no fault of the proxy concerns. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + (port + 1) + "/postgres", USER, USER);
  }

  /** As the operator's page writes the URL. */
  public Database database() {
    return at(port);
  }

  /** The same without the proxy between. */
  public Database direct() {
    return at(port + 1);
  }

  private static Database at(int port) {
    return new Database.PostgreSql(
        "jdbc:postgresql://127.0.0.1:"
            + port
            + "/postgres?reWriteBatchedInserts=true&connectTimeout=2&loginTimeout=2&socketTimeout=60"
            + "&tcpKeepAlive=true&logServerErrorDetail=false",
        USER,
        USER);
  }
}
