package io.catchment.it;

class PayaraMicroPostgresIT extends PostgresSuite {

  PayaraMicroPostgresIT() {
    super("payara-micro", 18680, 18682);
  }
}
