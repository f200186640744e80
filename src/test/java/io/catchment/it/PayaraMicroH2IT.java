package io.catchment.it;

import io.catchment.server.Database;

class PayaraMicroH2IT extends SenderSuite {

  PayaraMicroH2IT() {
    super("payara-micro", 18480);
  }

  @Override
  Database database() {
    return new Database.H2();
  }
}
