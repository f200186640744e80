package io.catchment.okta;

/**
 * Okta was not there, or failed itself (5xx), also when asked again. Worth another attempt later;
 * whether a request that changes something was carried out is not known.
 */
public sealed class OktaUnavailableException extends OktaException permits OktaTooSlowException {
  private static final long serialVersionUID = 1L;

  OktaUnavailableException(String message) {
    super(message);
  }

  OktaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String publicMessage() {
    return "Okta is not there, or fails.";
  }
}
