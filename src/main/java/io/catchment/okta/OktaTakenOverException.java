package io.catchment.okta;

/** Nothing more is sent or noted, because another node has taken over what was to be done. */
public final class OktaTakenOverException extends OktaException {
  private static final long serialVersionUID = 1L;

  /** For the org with this alias. */
  public OktaTakenOverException(String org) {
    super("Another node has taken over what was to be done in Okta for org " + org + ".");
  }

  @Override
  public String publicMessage() {
    return "Another node has taken over what was to be done in Okta.";
  }
}
