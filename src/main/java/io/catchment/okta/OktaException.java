package io.catchment.okta;

/**
 * Okta did not do what it was asked for.
 *
 * <p>The message is a sentence for operators. It may quote Okta, in bounded length and on one line,
 * but never holds a secret: neither one of ours, nor one of the request.
 */
public abstract sealed class OktaException extends Exception
    permits OktaUnavailableException,
        OktaBusyException,
        OktaRefusedException,
        OktaRejectedException,
        OktaMalformedException,
        OktaTakenOverException {
  private static final long serialVersionUID = 1L;

  OktaException(String message) {
    super(message);
  }

  OktaException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What happened, as a sentence for anybody: in our own words, with a status and a code at the
   * most. Nothing that Okta or the platform said is in it, nor any address.
   */
  public abstract String publicMessage();

  /** {@code (401 E0000011)}. */
  static String answered(int status, String code) {
    return "(" + status + (code.isEmpty() ? "" : " " + code) + ")";
  }
}
