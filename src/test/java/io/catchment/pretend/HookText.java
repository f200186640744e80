package io.catchment.pretend;

import java.net.URI;

/** A hook as a client asks for it. */
final class HookText {

  private HookText() {}

  static String of(URI uri, String secret, String... eventTypes) {
    return ("{\"name\":\"Invented\",\"events\":{\"type\":\"EVENT_TYPE\",\"items\":[\"%s\"]},"
            + "\"channel\":{\"type\":\"HTTP\",\"version\":\"1.0.0\",\"config\":{\"uri\":\"%s\","
            + "\"headers\":[{\"key\":\"X-Invented\",\"value\":\"yes\"}],\"method\":\"POST\","
            + "\"authScheme\":{\"type\":\"HEADER\",\"key\":\"Authorization\",\"value\":\"%s\"}}}}")
        .formatted(String.join("\",\"", eventTypes), uri, secret);
  }
}
