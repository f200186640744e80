package io.catchment.it;

import io.catchment.server.Database;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

class PayaraServerH2IT extends SenderSuite {

  PayaraServerH2IT() {
    super("payara", 18580);
  }

  @Override
  void configure() throws IOException {
    super.configure();
    OktaSuite.configure(server, folder, port);
  }

  @Override
  Database database() {
    return new Database.H2();
  }

  @Nested
  class Feeds extends FeedSuite {
    Feeds() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class Poison extends PoisonSuite {
    Poison() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class OktaSide extends OktaSuite {
    OktaSide() {
      super(PayaraServerH2IT.this);
    }
  }
}
