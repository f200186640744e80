package io.catchment.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** H2 as WildFly brings it, in this process: files that another version wrote it might not read. */
public final class WildFlyH2 {

  private static final String USER = "catchment";
  private static final Path MODULE =
      Build.file("servers", "wildfly", "modules/system/layers/base/com/h2database/h2/main");

  private WildFlyH2() {}

  /** The setting of the data source's address, for a database in this folder. */
  public static String url(Path folder) {
    return "jdbc:h2:file:"
        + folder.resolve("catchment")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
        + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";
  }

  /** Connections to the database of that address, while no server has it. */
  public static DataSource dataSource(String url) {
    try {
      Class<?> type = Driver.LOADER.loadClass("org.h2.jdbcx.JdbcDataSource");
      Object dataSource = type.getConstructor().newInstance();
      type.getMethod("setURL", String.class).invoke(dataSource, url);
      type.getMethod("setUser", String.class).invoke(dataSource, USER);
      type.getMethod("setPassword", String.class).invoke(dataSource, USER);
      return (DataSource) dataSource;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL jar() {
    try (Stream<Path> files = Files.list(MODULE)) {
      Path jar = files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
      return jar.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for all connections: H2 knows its open databases by it. */
  private static final class Driver {
    static final ClassLoader LOADER =
        new URLClassLoader(new URL[] {jar()}, ClassLoader.getPlatformClassLoader());
  }
}
