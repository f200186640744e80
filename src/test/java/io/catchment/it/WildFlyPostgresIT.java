package io.catchment.it;

class WildFlyPostgresIT extends OverloadSuite {

  WildFlyPostgresIT() {
    super("wildfly", 18280, 18282);
  }
}
