package io.catchment.it;

import io.catchment.server.Database;
import org.junit.jupiter.api.Nested;

class PayaraMicroH2IT extends SenderSuite {

  PayaraMicroH2IT() {
    super("payara-micro", 18480);
  }

  @Override
  Database database() {
    return new Database.H2();
  }

  @Nested
  class Poison extends PoisonSuite {
    Poison() {
      super(PayaraMicroH2IT.this);
    }
  }

  @Nested
  class Killed extends KillSuite {
    Killed() {
      super(PayaraMicroH2IT.this);
    }
  }
}
