package io.catchment.it;

class WildFlyPostgresIT extends PostgresSuite {

  WildFlyPostgresIT() {
    super("wildfly", 18280, 18282);
  }
}
