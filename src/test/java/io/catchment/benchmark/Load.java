package io.catchment.benchmark;

import io.catchment.server.Server;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Deliveries of one new event each, about 1 KB, from wrk: the fewer cycles the sender takes, the
 * more of the machine's are the server's.
 */
record Load(
    String path,
    int connections,
    int seconds,
    int seed,
    int pauseMilliseconds,
    int most,
    int people) {

  static final String SECRET = "benchmark-secret";

  private static final int THREADS = 2;
  private static final String RESULT = "RESULT ";
  private static final String STOPPED = "STOPPED";

  /** As many as the server answers, in so many seconds. */
  static Load of(String path, int seconds, int seed) {
    return new Load(path, 64, seconds, seed, 0, 0, 0);
  }

  /**
   * The same at a pace, so many requests a second over all connections, or a little fewer, with
   * pauses at random.
   */
  Load at(double requestsPerSecond) {
    int pause = (int) Math.floor(1_000 * connections / requestsPerSecond);
    return new Load(path, connections, seconds, seed, pause, 0, people);
  }

  /** The same, ended after so many answers. */
  Load upTo(int answers) {
    return new Load(path, connections, seconds, seed, pauseMilliseconds, answers / THREADS, people);
  }

  /**
   * The same, but of so many people, as {@link InventedEvent} calls them, and published when sent:
   * then the rows go to places in the indexes as far from each other as in life.
   */
  Load about(int people) {
    return new Load(path, connections, seconds, seed, pauseMilliseconds, most, people);
  }

  /**
   * Sends, and waits for the answers.
   *
   * @throws IllegalStateException if wrk is not there; the message says what to install
   */
  Result run(Server server) {
    URI uri = server.uri(path);
    List<String> command =
        List.of(
            "wrk",
            "--threads",
            Integer.toString(THREADS),
            "--connections",
            Integer.toString(connections),
            "--duration",
            seconds + "s",
            "--timeout",
            "10s",
            "--script",
            Path.of("src/test/resources/benchmark/deliver.lua").toString(),
            uri.toString(),
            "--",
            Integer.toString(seed),
            SECRET,
            Integer.toString(pauseMilliseconds),
            Integer.toString(most),
            Integer.toString(people));
    String output = output(command);
    return output
        .lines()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> Result.of(line.substring(RESULT.length())))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("wrk failed:\n" + output));
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        return output(lines, process);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The benchmark needs wrk; install it, on Debian with: apt-get install wrk", e);
    }
  }

  /** A thread of wrk says when it has stopped; after the last one wrk would only wait. */
  private static String output(BufferedReader lines, Process wrk) throws IOException {
    StringBuilder output = new StringBuilder();
    int running = THREADS;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      output.append(line).append('\n');
      if (line.equals(STOPPED) && --running == 0) {
        new ProcessBuilder("kill", "-INT", Long.toString(wrk.pid())).start();
      }
    }
    return output.toString();
  }

  /**
   * What came back.
   *
   * @param answers how many answers
   * @param seconds how long it took
   * @param refused answers that were no 2xx
   * @param failed requests without an answer
   * @param p50 the median time to the answer, in milliseconds
   * @param p99 what 99 of 100 answers took at the most, in milliseconds
   * @param max what the slowest answer took, in milliseconds
   */
  record Result(
      int answers, double seconds, int refused, int failed, double p50, double p99, double max) {

    private static final double MICROSECONDS_PER_SECOND = 1e6;
    private static final double MICROSECONDS_PER_MILLISECOND = 1e3;

    private static Result of(String json) {
      try (JsonReader reader = Json.createReader(new StringReader(json))) {
        JsonObject result = reader.readObject();
        return new Result(
            result.getInt("requests"),
            number(result, "microseconds") / MICROSECONDS_PER_SECOND,
            result.getInt("refused"),
            result.getInt("failed"),
            number(result, "p50") / MICROSECONDS_PER_MILLISECOND,
            number(result, "p99") / MICROSECONDS_PER_MILLISECOND,
            number(result, "max") / MICROSECONDS_PER_MILLISECOND);
      }
    }

    private static double number(JsonObject result, String name) {
      return result.getJsonNumber(name).doubleValue();
    }

    /** Answers a second. */
    double rate() {
      return answers / seconds;
    }
  }
}
