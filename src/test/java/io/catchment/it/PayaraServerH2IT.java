package io.catchment.it;

import io.catchment.server.Database;

class PayaraServerH2IT extends SenderSuite {

  PayaraServerH2IT() {
    super("payara", 18580);
  }

  @Override
  Database database() {
    return new Database.H2();
  }
}
