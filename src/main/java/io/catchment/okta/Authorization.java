package io.catchment.okta;

/** What goes into the {@code Authorization} header of each call to an org. */
interface Authorization {

  /**
   * The header's value.
   *
   * @throws OktaRefusedException if there is nothing to identify us with
   */
  String value(Patience patience) throws OktaException, InterruptedException;

  /**
   * Okta did not accept the value (401).
   *
   * @return whether there may be another one that it accepts
   */
  boolean discard(String refused);
}
