package io.catchment.server;

import java.util.Map;

/** Where a server keeps its data, in the words of the install scripts. */
public sealed interface Database {

  /** The argument of {@code install.sh}. */
  String kind();

  /** What the install script and the server have to know, as environment variables. */
  Map<String, String> environment();

  /** The embedded database, in the server's own folder. */
  record H2() implements Database {
    @Override
    public String kind() {
      return "h2";
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }
  }

  /** A PostgreSQL server. */
  record PostgreSql(String jdbcUrl, String user, String password) implements Database {
    @Override
    public String kind() {
      return "postgresql";
    }

    @Override
    public Map<String, String> environment() {
      return Map.of(
          "POSTGRESQL_JAR",
          Build.file("servers", "postgresql.jar").toString(),
          "CATCHMENT_DB_URL",
          jdbcUrl,
          "CATCHMENT_DB_USER",
          user,
          "CATCHMENT_DB_PASSWORD",
          password);
    }
  }
}
