package io.catchment.pretend;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a request is answered with.
 *
 * @param links values of the header Link, one header each
 */
record Answer(int status, List<String> links, byte[] body) {

  static Answer json(int status, JsonValue body) {
    return new Answer(status, List.of(), body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Answer empty(int status) {
    return new Answer(status, List.of(), new byte[0]);
  }

  Answer withLinks(List<String> others) {
    return new Answer(status, others, body);
  }

  void send(HttpExchange exchange) throws IOException {
    for (String link : links) {
      exchange.getResponseHeaders().add("Link", link);
    }
    if (body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
