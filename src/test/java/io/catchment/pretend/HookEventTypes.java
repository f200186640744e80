package io.catchment.pretend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The event types that a hook can subscribe to, as of Okta's public catalogue. */
final class HookEventTypes {

  private static final Set<String> NAMES = read();

  private HookEventTypes() {}

  static boolean contains(String eventType) {
    return NAMES.contains(eventType);
  }

  private static Set<String> read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                HookEventTypes.class.getResourceAsStream("hook-event-types.txt"),
                StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
