package io.catchment.it;

import org.junit.jupiter.api.Nested;

class PayaraServerPostgresIT extends PostgresSuite {

  PayaraServerPostgresIT() {
    super("payara", 18780, 18782);
  }

  @Nested
  class Redeployed extends RedeploySuite {
    Redeployed() {
      super(PayaraServerPostgresIT.this, "404|500");
    }
  }

  @Nested
  class Killed extends KillSuite {
    Killed() {
      super(PayaraServerPostgresIT.this);
    }
  }
}
