package io.catchment.platform;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** What JSON has no word for, as the answers have it; null is {@code null}. */
public final class JsonValues {

  private JsonValues() {}

  /** A time, in ISO 8601 and UTC. */
  public static JsonValue of(Instant time) {
    return of(time == null ? null : time.toString());
  }

  /** How long something took, in seconds; to the millisecond, as Okta's times are. */
  public static JsonValue of(Duration time) {
    return time == null ? JsonValue.NULL : Json.createValue(BigDecimal.valueOf(time.toMillis(), 3));
  }

  /** A text that may be missing. */
  public static JsonValue of(String text) {
    return text == null ? JsonValue.NULL : Json.createValue(text);
  }

  /** A list of texts, in their order. */
  public static JsonArray of(Collection<String> texts) {
    return Json.createArrayBuilder(texts).build();
  }
}
