package io.catchment.it;

import io.catchment.server.Database;

class PayaraServerRedeployIT extends RedeploySuite {

  PayaraServerRedeployIT() {
    super("payara", 18980);
  }

  @Override
  Database database() {
    return new Database.H2();
  }
}
