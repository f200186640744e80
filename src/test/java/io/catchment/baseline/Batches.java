package io.catchment.baseline;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is to be written.
 *
 * @param events how many events
 * @param perDelivery how many of them come in one delivery
 * @param threads how many threads write, each in a connection of its own
 * @param samples the events, in turns
 */
record Batches(int events, int perDelivery, int threads, List<PlainEvent> samples) {

  /** From the parameters, and from the body with an event a line. */
  static Batches read(HttpServletRequest request) throws IOException {
    String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Batches(
        number(request, "events"),
        number(request, "perDelivery"),
        number(request, "threads"),
        body.lines().map(PlainEvent::of).toList());
  }

  private static int number(HttpServletRequest request, String name) {
    return Integer.parseInt(request.getParameter(name));
  }
}
