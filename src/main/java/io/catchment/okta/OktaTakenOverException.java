package io.catchment.okta;

/** Nothing was sent, because somebody else has taken over what was to be done. */
public final class OktaTakenOverException extends OktaException {
  private static final long serialVersionUID = 1L;

  OktaTakenOverException(String message) {
    super(message);
  }

  @Override
  public String publicMessage() {
    return "Another node has taken over what was to be done in Okta.";
  }
}
