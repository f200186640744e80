package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * Calls hooks as Okta does: for at most three seconds, and once more if that can help. What can
 * help is documented for a time-out and a 5xx; a connection that breaks is taken for no answer in
 * time.
 */
final class HookCalls {

  /** After this time Okta hangs up. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Delivers this; the outcome is that of the last attempt. */
  HookOutcome deliver(Hook hook, String body) {
    HttpRequest call =
        request(hook)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    HookOutcome first = attempt(call);
    return first.isWorthAnotherAttempt() ? attempt(call) : first;
  }

  /** Asks whether whoever answers there wants to be called: one challenge, at most two calls. */
  HookOutcome verify(Hook hook) {
    String challenge = UUID.randomUUID().toString().replace("-", "");
    HttpRequest call =
        request(hook).header("X-Okta-Verification-Challenge", challenge).GET().build();
    HookOutcome first = attempt(call);
    HookOutcome last = first.isSuccess() ? first : attempt(call);
    return last.isSuccess() && !challenge.equals(verification(last.body()))
        ? new HookOutcome(last.status(), "the answer does not repeat the challenge", "")
        : last;
  }

  private static HttpRequest.Builder request(Hook hook) {
    Channel channel = hook.channel();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(channel.uri())
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("User-Agent", "Okta Hook Service v1.0.0 - " + hook.id());
    channel.headers().forEach(request::header);
    channel
        .secretHeader()
        .ifPresent(header -> channel.secret().ifPresent(value -> request.header(header, value)));
    return request;
  }

  private HookOutcome attempt(HttpRequest call) {
    try {
      HttpResponse<String> response = http.send(call, BodyHandlers.ofString());
      return HookOutcome.answered(response.statusCode(), response.body());
    } catch (HttpTimeoutException e) {
      return HookOutcome.unanswered("no answer within " + PATIENCE.toSeconds() + " seconds");
    } catch (IOException e) {
      return HookOutcome.unanswered("the connection failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private static String verification(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject().getString("verification", null);
    } catch (JsonException | ClassCastException e) {
      return null;
    }
  }
}
