package io.catchment.okta;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Okta says of a failure, fit for a message. From the error object of Okta's API, and from
 * that of OAuth 2.0 (RFC 6749), which the token endpoint answers with.
 *
 * @param code {@code E0000011}, {@code invalid_client}; empty if there is none
 * @param summary one line; empty if there is none
 * @param causes one line each, a few at most
 */
record OktaError(String code, String summary, List<String> causes) {

  /** What is said of it becomes part of a sentence, which has an end of its own. */
  private static final Pattern END = Pattern.compile("[.\\s]+$");

  private static final OktaError NONE = new OktaError("", "", List.of());
  private static final int MAX_LENGTH = 300;
  private static final int MAX_CAUSES = 5;
  private static final int MAX_BODY = 64 * 1024;

  OktaError {
    causes = List.copyOf(causes);
  }

  static OktaError read(byte[] body, Redaction redaction) {
    if (body.length > MAX_BODY) {
      return NONE;
    }
    return JsonBytes.findObject(body).map(error -> read(error, redaction)).orElse(NONE);
  }

  private static OktaError read(JsonObject error, Redaction redaction) {
    String code = text(error, "errorCode").or(() -> text(error, "error")).orElse("");
    String summary =
        text(error, "errorSummary").or(() -> text(error, "error_description")).orElse("");
    List<String> causes = new ArrayList<>();
    if (error.get("errorCauses") instanceof List<?> elements) {
      elements.stream()
          .flatMap(e -> e instanceof JsonObject cause ? Stream.of(cause) : Stream.empty())
          .flatMap(cause -> text(cause, "errorSummary").stream())
          .limit(MAX_CAUSES)
          .forEach(cause -> causes.add(redaction.clean(cause, MAX_LENGTH)));
    }
    String known = code.matches("[A-Za-z0-9_]{1,40}") ? redaction.clean(code, MAX_LENGTH) : "";
    return new OktaError(known, redaction.clean(summary, MAX_LENGTH), causes);
  }

  private static Optional<String> text(JsonObject object, String member) {
    JsonValue value = object.get(member);
    return value instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
  }

  /** {@code (400 E0000001: Api validation failed; name: too long)}. */
  String describe(int status) {
    StringBuilder text = new StringBuilder().append(status);
    if (!code.isEmpty()) {
      text.append(' ').append(code);
    }
    String details =
        String.join(
            "; ",
            Stream.concat(Stream.of(summary), causes.stream()).filter(s -> !s.isEmpty()).toList());
    return details.isEmpty()
        ? text.toString()
        : text.append(": ").append(END.matcher(details).replaceFirst("")).toString();
  }
}
