package io.catchment.okta;

/** An answer that is not what Okta's API promises, so it probably is not Okta's; it is not used. */
public sealed class OktaMalformedException extends OktaException permits OktaTooLargeException {
  private static final long serialVersionUID = 1L;

  OktaMalformedException(String message) {
    super(message);
  }

  @Override
  public String publicMessage() {
    return "What answers is probably not Okta.";
  }
}
