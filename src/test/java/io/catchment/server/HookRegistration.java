package io.catchment.server;

import io.catchment.pretend.PretendEvents;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Has Catchment register an org's hook with the pretend Okta, for all types that happen there. */
public final class HookRegistration {

  private HookRegistration() {}

  /**
   * When this returns, the hook is active and verified.
   *
   * @param token of an operator
   * @throws IllegalStateException if Catchment refuses; the message says why
   */
  public static void register(Server server, String org, String token) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/catchment/api/orgs/" + org + "/hook"))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(wish(server, org)))
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The hook could not be registered: " + answer.body());
    }
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static String wish(Server server, String org) {
    List<String> types = PretendEvents.hookEventTypes();
    return "{\"uri\":\"%s\",\"events\":[%s]}"
        .formatted(
            server.uri("/catchment/hooks/" + org),
            types.stream().map(type -> '"' + type + '"').collect(Collectors.joining(",")));
  }
}
