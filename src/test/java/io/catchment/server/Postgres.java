package io.catchment.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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
  private final Map<String, String> parameters = new HashMap<>();
  private EmbeddedPostgres process;

  public Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
    proxy = new Proxy(port, port + 1);
  }

  /** Sets a parameter of the server, from the next start on. */
  public void set(String parameter, String value) {
    parameters.put(parameter, value);
  }

  /** Has every parameter be as it is without {@link #set}, from the next start on. */
  public void unsetAll() {
    parameters.clear();
  }

  /** Does nothing if it runs. */
  public void start() {
    if (process != null) {
      return;
    }
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(Build.file("postgres").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port + 1)
              // Off by default there, as nobody should have it who keeps an audit trail.
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("fsync", "on")
              .setPGStartupWait(Duration.ofSeconds(60));
      parameters.forEach(builder::setServerConfig);
      process = builder.start();
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
    return DriverManager.getConnection(url(), USER, USER);
  }

  /** The same, as often as they are asked for. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url());
    dataSource.setUser(USER);
    dataSource.setPassword(USER);
    return dataSource;
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + (port + 1) + "/postgres";
  }

  /** As the operator's page writes the URL. */
  public Database database() {
    return at(port);
  }

  /** The same without the proxy between. */
  public Database direct() {
    return at(port + 1);
  }

  /** Another database of this server, made empty, without the proxy between. */
  public Database directToEmpty(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name);
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return at(port + 1, name);
  }

  private static Database at(int port) {
    return at(port, "postgres");
  }

  private static Database at(int port, String name) {
    return new Database.PostgreSql(
        "jdbc:postgresql://127.0.0.1:"
            + port
            + "/"
            + name
            + "?reWriteBatchedInserts=true&connectTimeout=2&loginTimeout=2&socketTimeout=60"
            + "&tcpKeepAlive=true&logServerErrorDetail=false",
        USER,
        USER);
  }
}
