package io.catchment.benchmark;

import io.catchment.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A server with Catchment on it, seen through its metrics. */
final class Subject {

  static final String HOOK = "/catchment/hooks/acme";
  static final String NO_OP = "/baseline/rest/no-op";
  static final String INSERT = "/baseline/insert";

  private static final String TOKEN = "benchmark-token";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();
  private int seed;

  Subject(Server server) {
    this.server = server;
  }

  static Server configure(Server server) {
    return server
        .with("catchment.orgs", "acme")
        .with("catchment.org.acme.secrets", Load.SECRET)
        .with("catchment.tokens", "benchmark")
        .with("catchment.token.benchmark.secret", TOKEN);
  }

  Server server() {
    return server;
  }

  /** New events as fast as they are answered. */
  Load.Result load(String path, int seconds) {
    return Load.of(path, seconds, nextSeed()).run(server);
  }

  int nextSeed() {
    return ++seed;
  }

  /** What became of the deliveries since the server was started. */
  Counts counts() {
    String metrics = send(request("/catchment/metrics").header("Authorization", "SSWS " + TOKEN));
    return new Counts(
        sum(metrics, "catchment_deliveries_total", ""),
        sum(metrics, "catchment_events_total", ""),
        sum(metrics, "catchment_events_total", "stored"),
        sum(metrics, "catchment_outbox_events", ""));
  }

  /** Waits until every answered delivery is stored and every event is published. */
  void awaitSettled() {
    await(counts -> counts.processed() >= counts.deliveries() && counts.outbox() == 0);
  }

  void await(Predicate<Counts> condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.test(counts())) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not settled after " + LONGEST + ": " + counts());
      }
      pause();
    }
  }

  /** Has the baseline write deliveries by plain JDBC; the seconds that it took. */
  double batch(int events, int threads, String json) {
    HttpRequest.Builder request =
        request("/baseline/batch?events=" + events + "&threads=" + threads)
            .POST(BodyPublishers.ofString(json));
    return Double.parseDouble(send(request));
  }

  private HttpRequest.Builder request(String path) {
    URI uri = server.uri(path);
    return HttpRequest.newBuilder(uri).timeout(LONGEST);
  }

  private String send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long sum(String metrics, String name, String label) {
    return (long)
        metrics
            .lines()
            .filter(line -> line.startsWith(name + "{") && line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param deliveries answered calls, each with one event
   * @param processed events that are stored, or were there before
   * @param stored those of them that are stored
   * @param outbox events that are still to be published
   */
  record Counts(long deliveries, long processed, long stored, long outbox) {}
}
