package io.catchment.hooks;

import io.catchment.okta.OktaTakenOverException;

/** It is this node's turn, until a test says that it is lost. */
final class GivenTurns extends HookTurns {

  volatile boolean isLost;

  @Override
  void require(String org) throws OktaTakenOverException {
    if (isLost) {
      throw new OktaTakenOverException(org);
    }
  }
}
