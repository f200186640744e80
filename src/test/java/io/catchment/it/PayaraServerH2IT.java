package io.catchment.it;

import io.catchment.server.Database;

class PayaraServerH2IT extends ServerSuite {

  PayaraServerH2IT() {
    super("payara", 18580);
  }

  @Override
  Database database() {
    return new Database.H2();
  }
}
