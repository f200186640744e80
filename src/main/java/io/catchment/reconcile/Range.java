package io.catchment.reconcile;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * A range of an org's System Log.
 *
 * @param since where it begins
 * @param until where it ends, which does not belong to it
 */
record Range(Instant since, Instant until) {

  /** How long Okta keeps its log. Source: Okta's System Log API reference. */
  static final Duration RETENTION = Duration.ofDays(90);

  private static final Set<String> MEMBERS = Set.of("since", "until");

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Range read(String body, Instant now) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject json = reader.readObject();
      refuseOthers(json);
      Range range = new Range(time(json, "since"), time(json, "until"));
      range.check(now);
      return range;
    } catch (JsonException | NullPointerException | ClassCastException | DateTimeException e) {
      throw new IllegalArgumentException(
          "The body must be a JSON object with \"since\" and \"until\", times such as"
              + " 2026-01-31T12:00:00Z.",
          e);
    }
  }

  /** To the microsecond, as it is kept. */
  private static Instant time(JsonObject json, String member) {
    return Instant.parse(json.getString(member)).truncatedTo(ChronoUnit.MICROS);
  }

  private static void refuseOthers(JsonObject json) {
    json.keySet().stream()
        .filter(member -> !MEMBERS.contains(member))
        .findFirst()
        .ifPresent(
            member -> {
              throw new IllegalArgumentException("There is no member \"" + member + "\" here.");
            });
  }

  private void check(Instant now) {
    if (!since.isBefore(until) || until.isAfter(now)) {
      throw new IllegalArgumentException(
          "\"since\" must be before \"until\", and that not in the future.");
    }
    if (since.isBefore(now.minus(RETENTION))) {
      throw new IllegalArgumentException(
          "\"since\" must not be more than 90 days ago; Okta keeps its log no longer.");
    }
  }
}
