package io.catchment.hooks;

import io.catchment.okta.OktaRejectedException;

/** Okta says that the hook itself, as it was asked for, is not one that it takes. */
final class WishRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final OktaRejectedException rejection;

  WishRejectedException(OktaRejectedException rejection) {
    super(rejection.getMessage(), rejection);
    this.rejection = rejection;
  }

  OktaRejectedException rejection() {
    return rejection;
  }
}
