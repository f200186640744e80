package io.catchment.it;

import io.catchment.server.Database;

class WildFlyH2IT extends SenderSuite {

  WildFlyH2IT() {
    super("wildfly", 18180);
  }

  @Override
  Database database() {
    return new Database.H2();
  }
}
