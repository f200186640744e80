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
    OktaOrgs.configure(server, folder, port);
    SearchSuite.configure(server);
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
  class OktaSide extends OktaOrgs {
    OktaSide() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class Events extends EventSuite {
    Events() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class DeadLetters extends DeadLetterSuite {
    DeadLetters() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class Searched extends SearchSuite {
    Searched() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class Counted extends StatisticsSuite {
    Counted() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class Exported extends ExportSuite {
    Exported() {
      super(PayaraServerH2IT.this);
    }
  }

  @Nested
  class Live extends LiveSuite {
    Live() {
      super(PayaraServerH2IT.this);
    }
  }
}
