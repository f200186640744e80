package io.catchment.it;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import io.catchment.server.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The long form of the kills: {@code mvn -Pkills}. Every kill is printed, and appended to {@code
 * target/kills/<combination>.ndjson}, as soon as it is over.
 */
final class KillRun {

  private static final PrintStream OUT = System.out;

  private final Combination combination;
  private final int number;
  private final long seed;
  private final List<Kill> kills = new ArrayList<>();
  private int acknowledged;
  private int found;
  private int strays;

  private KillRun(Combination combination, int number, long seed) {
    this.combination = combination;
    this.number = number;
    this.seed = seed;
  }

  /**
   * Takes the combinations, separated by commas, or {@code all}; the number of kills on each; and,
   * to repeat a run, its seed.
   */
  public static void main(String[] arguments) throws Exception {
    int number = Integer.parseInt(arguments[1]);
    long seed =
        arguments.length > 2 && !arguments[2].isBlank()
            ? Long.parseLong(arguments[2])
            : new Random().nextLong();
    List<KillRun> runs =
        Combination.named(arguments[0]).stream().map(c -> new KillRun(c, number, seed)).toList();
    for (KillRun run : runs) {
      run.run();
    }
    OUT.printf("%n%-24s %s%n", "combination", TOTAL_HEADING);
    runs.forEach(run -> OUT.printf("%-24s %s%n", run.combination.label(), run.total()));
    OUT.flush();
    System.exit(runs.stream().allMatch(KillRun::isHarmless) ? 0 : 1);
  }

  private void run() throws Exception {
    OUT.printf("%n%s, %d kills, seed %d%n%s%n", combination.label(), number, seed, Kill.HEADING);
    Path folder = Build.file("kills", combination.label());
    Server.clear(folder);
    try (Postgres postgres = new Postgres(folder.resolve("postgres"), combination.port() + 2)) {
      if (combination.onPostgres()) {
        postgres.start();
      }
      Database database = combination.onPostgres() ? postgres.direct() : new Database.H2();
      try (Server server = Server.of(combination.server(), folder, combination.port(), database)) {
        Thread atExit = new Thread(server::kill);
        Runtime.getRuntime().addShutdownHook(atExit);
        server
            .with("catchment.orgs", "acme")
            .with("catchment.org.acme.secrets", Okta.SECRET)
            .start(Build.war(), Build.probe());
        kill(server);
        Runtime.getRuntime().removeShutdownHook(atExit);
      }
    }
  }

  private void kill(Server server) throws IOException, InterruptedException {
    Kills all = new Kills("kill", server, new Random(seed));
    for (int i = 0; i < number; i++) {
      Kill kill = all.next();
      kills.add(kill);
      OUT.println(kill.line());
      Files.writeString(
          Build.file("kills", combination.label() + ".ndjson"),
          kill.json(combination.label(), seed) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    acknowledged = all.acknowledged();
    found = all.found();
    stray("acknowledged and not stored", all.missingOverAll());
    stray("stored and found by no look after a kill", all.neverFound());
    stray("found after a kill and gone", all.gone());
  }

  private void stray(String what, List<String> events) {
    strays += events.size();
    events.forEach(event -> OUT.println(what + ": " + event));
  }

  private boolean isHarmless() {
    return strays == 0 && kills.size() == number && kills.stream().allMatch(Kill::isHarmless);
  }

  private static final String TOTAL_HEADING =
      "kills acknowledged   found twice missing strange unheard held strays"
          + "  ready median/max  stored median/max  settled median/max";

  private String total() {
    return "%5d %12d %7d %5d %7d %7d %7d %4d %6d %8.1f /%7.1f %9.1f /%7.1f %10.1f /%7.1f"
        .formatted(
            kills.size(),
            acknowledged,
            found,
            kills.stream().mapToLong(Kill::twice).sum(),
            kills.stream().mapToLong(Kill::missing).sum(),
            kills.stream().mapToLong(Kill::strange).sum(),
            kills.stream().mapToLong(Kill::unheard).sum(),
            kills.stream().mapToLong(Kill::heldBack).sum(),
            strays,
            median(kills.stream().map(Kill::ready)),
            max(kills.stream().map(Kill::ready)),
            median(kills.stream().map(Kill::stored)),
            max(kills.stream().map(Kill::stored)),
            median(kills.stream().map(Kill::settled)),
            max(kills.stream().map(Kill::settled)));
  }

  private static double median(Stream<Long> millis) {
    List<Long> sorted = millis.sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2) / 1000.0;
  }

  private static double max(Stream<Long> millis) {
    return millis.mapToLong(Long::longValue).max().orElse(0) / 1000.0;
  }

  /** A server with a database, on ports of its own: two can run at the same time. */
  private record Combination(String server, boolean onPostgres, int port) {

    static final List<Combination> ALL =
        List.of(
            new Combination("wildfly", true, 19180),
            new Combination("wildfly", false, 19280),
            new Combination("payara", true, 19380),
            new Combination("payara-micro", false, 19580));

    static List<Combination> named(String labels) {
      return labels.equals("all")
          ? ALL
          : Arrays.stream(labels.split(",")).map(Combination::of).toList();
    }

    static Combination of(String label) {
      return ALL.stream()
          .filter(c -> c.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "There is no combination \""
                          + label
                          + "\"; use some of "
                          + ALL.stream().map(Combination::label).toList()));
    }

    String label() {
      return server + (onPostgres ? "-postgresql" : "-h2");
    }
  }
}
