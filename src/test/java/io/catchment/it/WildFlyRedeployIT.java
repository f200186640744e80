package io.catchment.it;

import io.catchment.server.Build;
import io.catchment.server.Database;
import org.junit.jupiter.api.AfterAll;

class WildFlyRedeployIT extends RedeploySuite {

  private final Postgres postgres = new Postgres(Build.file("it", "WildFlyRedeployIT-data"), 18882);

  WildFlyRedeployIT() {
    super("wildfly", 18880);
  }

  @Override
  Database database() {
    postgres.start();
    return postgres.database();
  }

  @AfterAll
  void stopDatabase() {
    postgres.close();
  }
}
