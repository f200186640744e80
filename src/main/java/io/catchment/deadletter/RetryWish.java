package io.catchment.deadletter;

import io.catchment.platform.OneLine;
import io.catchment.platform.OrgParameter;
import io.catchment.platform.Problem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Optional;

/**
 * Which dead letters are to be read again.
 *
 * @param org the alias of the org that they are of; those of all orgs if empty
 * @param reason why they are kept, or its beginning; empty for any
 * @param behind the id behind which to begin, the latest ones first
 */
record RetryWish(Optional<String> org, String reason, long behind) {

  private static final String BAD = "The body must be a JSON object with \"upTo\".";

  /** No reason that is kept is longer. */
  private static final int MAX_REASON = 1000;

  /** As it was sent; 400 if it is none. */
  static RetryWish read(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject sent = reader.readObject();
      long upTo = findId(sent, "upTo").orElseThrow(() -> Problem.refusal(400, BAD));
      return new RetryWish(
          OrgParameter.read(findText(sent, "org").orElse(null)),
          reason(sent),
          Math.min(findId(sent, "after").orElse(upTo + 1), upTo + 1));
    } catch (JsonException e) {
      throw Problem.refusal(400, BAD);
    }
  }

  private static String reason(JsonObject sent) {
    String reason = findText(sent, "reason").orElse("");
    if (reason.length() > MAX_REASON) {
      throw Problem.refusal(400, "reason has at most " + MAX_REASON + " characters.");
    }
    return reason;
  }

  private static Optional<String> findText(JsonObject sent, String member) {
    if (!sent.containsKey(member)) {
      return Optional.empty();
    }
    if (sent.get(member) instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    throw Problem.refusal(400, member + " is a text.");
  }

  private static Optional<Long> findId(JsonObject sent, String member) {
    if (!sent.containsKey(member)) {
      return Optional.empty();
    }
    if (sent.get(member) instanceof JsonNumber id && id.toString().matches("\\d{1,18}")) {
      return Optional.of(id.longValue());
    }
    throw Problem.refusal(400, member + " is the id of a dead letter.");
  }

  /** For the audit trail and the log. */
  String inWords() {
    return "dead letters%s%s"
        .formatted(
            org.map(alias -> " of " + alias).orElse(""),
            reason.isEmpty() ? "" : " kept because: " + OneLine.of(reason, MAX_REASON));
  }
}
