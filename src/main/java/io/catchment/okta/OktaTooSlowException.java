package io.catchment.okta;

/**
 * A page of the System Log was coming, and had not come to its end in the time that it is given. It
 * would be as slow again: a smaller page may be asked for, or the same one later.
 */
public final class OktaTooSlowException extends OktaUnavailableException {
  private static final long serialVersionUID = 1L;

  OktaTooSlowException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String publicMessage() {
    return "An answer of Okta's takes too long.";
  }
}
