package io.catchment.server;

import java.nio.file.Path;

/** Where Maven puts things. Everything here is run from the project's folder. */
public final class Build {

  private Build() {}

  /** A file that the build made, below {@code target}. */
  public static Path file(String first, String... more) {
    return Path.of("target", first).toAbsolutePath().resolve(Path.of("", more));
  }

  /** The archive that is shipped. */
  public static Path war() {
    return file("catchment.war");
  }

  /** The example application. */
  public static Path payroll() {
    return file("payroll.war");
  }

  /** The tests' application. */
  public static Path probe() {
    return file("probe.war");
  }

  /** What the benchmark measures us against. */
  public static Path baseline() {
    return file("baseline.war");
  }

  /** A script of {@code server-config}. */
  static Path script(String server, String name) {
    return Path.of("server-config", server, name).toAbsolutePath();
  }
}
