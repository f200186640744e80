package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the pretend Okta over HTTP. */
final class OktaClient {

  static final String API_TOKEN = "00an-api-token-for-tests";

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PretendOkta okta;
  private String authorization = "SSWS " + API_TOKEN;

  OktaClient(PretendOkta okta) {
    this.okta = okta;
    okta.tokens().accept(API_TOKEN);
  }

  void authorize(String header) {
    authorization = header;
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  HttpResponse<String> getFrom(URI uri) {
    return send(HttpRequest.newBuilder(uri).header("Authorization", authorization));
  }

  HttpResponse<String> send(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(okta.uri().resolve(path))
            .header("Authorization", authorization)
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(20)).build(),
          BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The uuids on this page and on all that follow; in polling, up to the first empty page. */
  List<String> readOn(String path) {
    List<String> all = new ArrayList<>();
    Optional<URI> page = Optional.of(okta.uri().resolve(path));
    while (page.isPresent()) {
      HttpResponse<String> response = getFrom(page.get());
      List<String> uuids = uuids(response);
      all.addAll(uuids);
      page = uuids.isEmpty() ? Optional.empty() : next(response);
    }
    return all;
  }

  static Optional<URI> next(HttpResponse<?> response) {
    return response.headers().allValues("Link").stream()
        .map(NEXT::matcher)
        .filter(Matcher::matches)
        .map(m -> URI.create(m.group(1)))
        .findFirst();
  }

  static List<String> uuids(HttpResponse<String> page) {
    return array(page).stream().map(e -> e.asJsonObject().getString("uuid")).toList();
  }

  static JsonArray array(HttpResponse<String> response) {
    return read(response.body()).asJsonArray();
  }

  static JsonObject object(HttpResponse<String> response) {
    return read(response.body()).asJsonObject();
  }

  static String errorCode(HttpResponse<String> response) {
    return object(response).getString("errorCode");
  }

  static JsonValue read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
