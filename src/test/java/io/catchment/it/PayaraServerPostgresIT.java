package io.catchment.it;

class PayaraServerPostgresIT extends PostgresSuite {

  PayaraServerPostgresIT() {
    super("payara", 18780, 18782);
  }
}
