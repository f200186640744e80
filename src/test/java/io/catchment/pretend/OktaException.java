package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.UUID;

/** A request that is refused, with what the answer says. */
final class OktaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final List<String> causes;

  OktaException(int status, String code, String summary) {
    this(status, code, summary, List.of());
  }

  private OktaException(int status, String code, String summary, List<String> causes) {
    super(summary);
    this.status = status;
    this.code = code;
    this.causes = List.copyOf(causes);
  }

  /** Something in the request is not as it has to be. */
  static OktaException invalid(String what, String... causes) {
    return new OktaException(400, "E0000001", "Api validation failed: " + what, List.of(causes));
  }

  static OktaException badFilter(String filter) {
    return new OktaException(400, "E0000053", "Invalid filter '" + filter + "'");
  }

  static OktaException badSearch() {
    return new OktaException(400, "E0000031", "The search is not understood: q");
  }

  static OktaException badToken() {
    return new OktaException(401, "E0000011", "Invalid token provided");
  }

  static OktaException notAllowed() {
    return new OktaException(403, "E0000006", "The token does not permit this");
  }

  static OktaException notFound(String what) {
    return new OktaException(404, "E0000007", "Not found: Resource not found: " + what);
  }

  static OktaException wrongMethod() {
    return new OktaException(405, "E0000022", "The endpoint does not know this HTTP method");
  }

  static OktaException overTheLimit() {
    return new OktaException(429, "E0000047", "API call exceeded rate limit");
  }

  /** An error that the request did nothing for. */
  static OktaException fault(int status) {
    return switch (status) {
      case 401 -> badToken();
      case 403 -> notAllowed();
      case 429 -> overTheLimit();
      default -> new OktaException(status, "E0000009", "Internal Server Error");
    };
  }

  Answer answer() {
    JsonArrayBuilder errorCauses = Json.createArrayBuilder();
    for (String cause : causes) {
      errorCauses.add(Json.createObjectBuilder().add("errorSummary", cause));
    }
    return Answer.json(
        status,
        Json.createObjectBuilder()
            .add("errorCode", code)
            .add("errorSummary", getMessage())
            .add("errorLink", code)
            .add("errorId", "oae" + UUID.randomUUID().toString().replace("-", "").substring(0, 22))
            .add("errorCauses", errorCauses)
            .build());
  }
}
