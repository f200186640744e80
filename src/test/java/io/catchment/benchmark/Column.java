package io.catchment.benchmark;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import io.catchment.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All measurements on one server with one database. What is compared is measured in turns, and the
 * ratio of each turn counts: so it holds on a machine that is not quiet.
 */
abstract class Column implements AutoCloseable {

  /** How long a load, and the rest after it, last while the server is warmed up. */
  static final int TURN_SECONDS = 4;

  /** The share of a core that the JIT compiler takes when it has little left to do. */
  private static final double RESTING = 0.05;

  private static final int PORT = 19_480;
  private static final int DATABASE_PORT = 19_482;

  final Options options;
  final Optional<Postgres> postgres;
  final Subject subject;
  private final Report report;
  private final String name;

  /** With a database of its own, which is empty. */
  Column(String name, Options options, Report report) throws IOException {
    this(name, options, report, folder(name).resolve("database"));
  }

  /**
   * With the database that is in a folder, if it is PostgreSQL.
   *
   * @param data where it is, or will be
   */
  Column(String name, Options options, Report report, Path data) throws IOException {
    this.name = name;
    this.options = options;
    this.report = report;
    Server.clear(folder());
    postgres =
        name.endsWith("+postgresql")
            ? Optional.of(new Postgres(data, DATABASE_PORT))
            : Optional.empty();
    postgres.ifPresent(Postgres::start);
    Database database = postgres.map(Postgres::direct).orElseGet(Database.H2::new);
    subject = subject("server", PORT, database);
  }

  /** A server that is not started. */
  final Subject subject(String folder, int port, Database database) {
    String server = name.substring(0, name.indexOf('+'));
    return new Subject(
        Subject.configure(Server.of(server, folder().resolve(folder), port, database)));
  }

  /** What the options ask for. */
  static Column of(String name, Options options, Report report) throws IOException {
    return switch (options.benchmark()) {
      case "deliveries" -> new DeliveryColumn(name, options, report);
      case "catch-up" -> new CatchUpColumn(name, options, report);
      case "search" -> new SearchColumn(name, options, report);
      default ->
          throw new IllegalArgumentException(
              "There is no benchmark \""
                  + options.benchmark()
                  + "\"; use deliveries, catch-up or search.");
    };
  }

  abstract void measure() throws IOException;

  final Path folder() {
    return folder(name);
  }

  private static Path folder(String name) {
    // Payara Micro's script takes no plus.
    return Build.file("benchmark", name.replace('+', '-'));
  }

  /** Has the server work, until its JIT compiler rests or the time for that is over. */
  final void warmUp(Runnable turn) {
    long start = System.nanoTime();
    double compiling = 1;
    while (compiling > RESTING && seconds(start) < options.warmUpSeconds()) {
      long turnStart = System.nanoTime();
      Duration before = StageProfile.compiling(subject.server().pid());
      turn.run();
      Duration compiled = StageProfile.compiling(subject.server().pid()).minus(before);
      compiling = compiled.toNanos() / 1e9 / seconds(turnStart);
      progress("warming up: %.0f%% of a core compiles".formatted(100 * compiling));
    }
    put("compiling when the warm-up ended, % of a core", 100 * compiling);
  }

  /**
   * The JIT compiler takes a core for minutes, and gets hardly any of it while the load wants both:
   * thousands of methods then wait to be compiled. So load and rest take turns.
   */
  static void rest() {
    try {
      TimeUnit.SECONDS.sleep(TURN_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  void put(String row, double value) {
    report.put(row, name, value);
  }

  /** There is no value, because what is measured is not there. */
  void putNothing(String row) {
    report.put(row, name, Double.NaN);
  }

  /** What the value of a row should be: a time at the most, a ratio at the least. */
  void aim(String row, double value) {
    report.aim(row, value);
  }

  void progress(String what) {
    report.progress(name + ": " + what);
  }

  @Override
  public void close() {
    subject.server().close();
    postgres.ifPresent(Postgres::close);
  }
}
