package io.catchment.benchmark;

import io.catchment.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server, and takes the time until the whole answer is there. Not safe for threads. */
final class Answers {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();

  Answers(Server server) {
    this.server = server;
  }

  /**
   * Asks one thing after another, so often, or until it has taken so long, but a few times anyway.
   *
   * @return empty if there is nothing at its address
   */
  Optional<Times> ask(Question question, int most, Duration longest) {
    List<Double> milliseconds = new ArrayList<>();
    int failed = 0;
    long begin = System.nanoTime();
    while (milliseconds.size() < most
        && (milliseconds.size() < Times.LEAST || isWithin(longest, begin))) {
      URI uri = server.uri(question.path().get());
      long start = System.nanoTime();
      int status = get(uri).statusCode();
      milliseconds.add(Column.seconds(start) * 1_000);
      if (status == NOT_FOUND) {
        return Optional.empty();
      }
      failed += status == OK ? 0 : 1;
    }
    return Optional.of(new Times(milliseconds, failed));
  }

  private static boolean isWithin(Duration time, long start) {
    return System.nanoTime() - start < time.toNanos();
  }

  /** The path and query of the next page. */
  String next(String path) {
    for (String link : get(server.uri(path)).headers().allValues("link")) {
      Matcher next = NEXT.matcher(link);
      if (next.find()) {
        URI uri = URI.create(next.group(1));
        return uri.getRawPath() + "?" + uri.getRawQuery();
      }
    }
    throw new IllegalStateException("There is no next page: " + path);
  }

  private HttpResponse<byte[]> get(URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "SSWS " + Subject.TOKEN)
            .timeout(LONGEST)
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * How long answers took.
   *
   * @param failed how many of them were no answer to the question
   */
  record Times(List<Double> milliseconds, int failed) {

    /** Fewer say nothing. */
    static final int LEAST = 7;

    double percentFailed() {
      return 100.0 * failed / milliseconds.size();
    }
  }
}
