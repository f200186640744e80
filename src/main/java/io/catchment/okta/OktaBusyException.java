package io.catchment.okta;

import java.time.Instant;

/**
 * The rate limit leaves no request within the time that the caller has. Nothing was carried out.
 */
public final class OktaBusyException extends OktaException {
  private static final long serialVersionUID = 1L;

  private final Instant againAt;

  OktaBusyException(String message, Instant againAt) {
    super(message);
    this.againAt = againAt;
  }

  /** When to come again, by our clock. */
  public Instant againAt() {
    return againAt;
  }

  @Override
  public String publicMessage() {
    return "Okta's rate limit leaves no request.";
  }
}
