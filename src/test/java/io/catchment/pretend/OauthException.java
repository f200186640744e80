package io.catchment.pretend;

import jakarta.json.Json;

/** A request for an access token that is refused; it is answered as RFC 6749 says. */
final class OauthException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String error;

  private OauthException(int status, String error, String description) {
    super(description);
    this.status = status;
    this.error = error;
  }

  static OauthException badRequest(String error, String description) {
    return new OauthException(400, error, description);
  }

  /** The client is not who it says it is. */
  static OauthException badClient(String description) {
    return new OauthException(401, "invalid_client", description);
  }

  Answer answer() {
    return Answer.json(
        status,
        Json.createObjectBuilder()
            .add("error", error)
            .add("error_description", getMessage())
            .build());
  }
}
