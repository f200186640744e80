package io.catchment.okta;

/**
 * Okta does not accept our credentials, or does not allow them this (401, 403, or no access token).
 * Goes on until an administrator does something about it.
 */
public final class OktaRefusedException extends OktaException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  OktaRefusedException(String message, int status, String code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A refusal that is our own: there is nothing to identify us with. */
  OktaRefusedException(String message) {
    this(message, 0, "");
  }

  /** The HTTP status; 0 if Okta was not even asked. */
  public int status() {
    return status;
  }

  /** Okta's own code, such as {@code E0000011}; empty if it gave none. */
  public String code() {
    return code;
  }

  @Override
  public String publicMessage() {
    if (status == 0) {
      return "The credentials cannot be used.";
    }
    String refusal = status == 403 ? "Okta does not allow this to" : "Okta does not accept";
    return refusal + " the credentials " + answered(status, code) + ".";
  }
}
