package io.catchment.pretend;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request, all of it read.
 *
 * @param base the address of this Okta as the client knows it, without a slash at the end
 * @param path the path behind the bucket's, empty or with a slash at its beginning
 * @param authorization null if there is none
 */
record Request(
    String method,
    URI base,
    String path,
    Map<String, String> query,
    String authorization,
    String body) {

  static Request read(HttpExchange exchange, Bucket bucket) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    URI uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        URI.create("http://" + exchange.getRequestHeaders().getFirst("Host")),
        uri.getPath().substring(bucket.path().length()),
        parameters(uri.getRawQuery()),
        exchange.getRequestHeaders().getFirst("Authorization"),
        body);
  }

  /** What an HTML form or a query says; of a parameter that comes twice, the last. */
  static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
      int end = pair.indexOf('=');
      String name = end < 0 ? pair : pair.substring(0, end);
      parameters.put(decode(name), end < 0 ? "" : decode(pair.substring(end + 1)));
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OktaException.invalid("query");
    }
  }

  JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      throw new OktaException(400, "E0000003", "The request body was not well-formed");
    }
  }
}
