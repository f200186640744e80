package io.catchment.it;

class WildFlyPostgresIT extends DatabaseFaultSuite {

  WildFlyPostgresIT() {
    super("wildfly", 18280, 18282);
  }
}
