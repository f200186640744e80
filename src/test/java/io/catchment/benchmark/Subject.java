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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A server with Catchment on it, seen through its metrics. */
final class Subject {

  static final String ORG = "acme";
  static final String TOKEN = "benchmark-token";
  static final String HOOK = "/catchment/hooks/" + ORG;
  static final String NO_OP = "/baseline/rest/no-op";
  static final String INSERT = "/baseline/insert";

  /** What the drain is measured with. */
  static final int DRAINED = 40_000;

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

  /** How many times as long as a look the pause after it is, at the least. */
  private static final int PAUSES = 20;

  /** How many threads plain batches are written by. */
  private static final int BATCH_THREADS = 2;

  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();
  private int seed;

  Subject(Server server) {
    this.server = server;
  }

  static Server configure(Server server) {
    return server
        .with("catchment.orgs", ORG)
        .with("catchment.org." + ORG + ".secrets", Load.SECRET)
        .with("catchment.tokens", "benchmark")
        .with("catchment.token.benchmark.secret", TOKEN)
        .with("catchment.token.benchmark.role", "operator");
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

  /**
   * Has the queue filled with deliveries, and then emptied.
   *
   * @param people how many people they are about; 0 for always the same
   * @return events a second from the first that is stored to the last
   */
  double drained(int seed, int people) {
    server.pauseQueue();
    Load.of(HOOK, 120, seed).upTo(DRAINED).about(people).run(server);
    long before = counts().processed();
    long deliveries = counts().deliveries();
    server.resumeQueue();
    double rate = Stretch.begin(this, Counts::processed, before).rateUntil(deliveries);
    awaitSettled();
    return rate;
  }

  /** What became of the deliveries since the server was started. */
  Counts counts() {
    String metrics = send(request("/catchment/metrics").header("Authorization", "SSWS " + TOKEN));
    return new Counts(
        sum(metrics, "catchment_deliveries_total", ""),
        sum(metrics, "catchment_events_total", ""),
        sum(metrics, "catchment_events_total", "stored"),
        sum(metrics, "catchment_outbox_events", ""),
        sum(metrics, "catchment_reconcile_events_total", "recovered"));
  }

  /** Waits until every answered delivery is stored and every event is published. */
  void awaitSettled() {
    await(counts -> counts.processed() >= counts.deliveries() && counts.outbox() == 0);
  }

  /**
   * Waits for this.
   *
   * @return the first counts for which it holds
   * @throws IllegalStateException if nothing has changed for long
   */
  Counts await(Predicate<Counts> condition) {
    Counts last = null;
    long changed = System.nanoTime();
    while (true) {
      long look = System.nanoTime();
      Counts now = counts();
      if (condition.test(now)) {
        return now;
      }
      if (!now.equals(last)) {
        changed = look;
      } else if (look - changed > LONGEST.toNanos()) {
        throw new IllegalStateException("Nothing happened for " + LONGEST + ": " + now);
      }
      last = now;
      pause(System.nanoTime() - look);
    }
  }

  /**
   * Has the baseline write events by plain JDBC.
   *
   * @param perDelivery how many events come in one delivery
   * @param texts events as JSON, which are written in turns
   * @return events a second
   */
  double batch(int events, int perDelivery, List<String> texts) {
    String parameters =
        "?events=%d&perDelivery=%d&threads=%d".formatted(events, perDelivery, BATCH_THREADS);
    HttpRequest.Builder request =
        request("/baseline/batch" + parameters)
            .POST(BodyPublishers.ofString(String.join("\n", texts)));
    return events / Double.parseDouble(send(request));
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

  /** A look counts the rows that are to be published: it must not become a load of its own. */
  private static void pause(long lookNanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_PAUSE.toNanos(), PAUSES * lookNanos));
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
   * @param recovered events that the hook has missed
   */
  record Counts(long deliveries, long processed, long stored, long outbox, long recovered) {}
}
