package io.catchment.it;

import io.catchment.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls a hook as Okta does, and the other addresses as their users do. */
final class Okta {

  static final String SECRET = "Basic b2t0YTpzM2NyZXQ=";
  static final String SECOND_SECRET = "the-next-secret";

  /** After this time Okta hangs up. */
  static final Duration IN_TIME = Duration.ofSeconds(3);

  private final Server server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Okta(Server server) {
    this.server = server;
  }

  /** Delivers to the org that all tests share. */
  HttpResponse<String> deliver(String body) {
    return send(delivery("acme").POST(BodyPublishers.ofString(body)));
  }

  /** Delivers, and hangs up if there is no answer in time. */
  HttpResponse<String> deliverInside(Duration most, String body) {
    return send(delivery("acme").timeout(most).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> deliver(byte[] body) {
    return send(delivery("acme").POST(BodyPublishers.ofByteArray(body)));
  }

  /** Without a Content-Length. */
  HttpResponse<String> deliverChunked(Supplier<InputStream> body) {
    BodyPublisher publisher = BodyPublishers.ofInputStream(body);
    return send(delivery("acme").POST(publisher));
  }

  /** A delivery for an org, with the secret, still without a body. */
  HttpRequest.Builder delivery(String org) {
    return hook(org)
        .header("Authorization", SECRET)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  HttpRequest.Builder hook(String org) {
    return request("/catchment/hooks/" + org);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri(path)).timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  /** The body of the answer, byte by byte. */
  byte[] bytes(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofByteArray()).body();
  }

  /** The body of the answer, which is read no faster than the caller takes it. */
  InputStream stream(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofInputStream()).body();
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
