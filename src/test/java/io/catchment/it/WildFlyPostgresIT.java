package io.catchment.it;

import java.io.IOException;
import org.junit.jupiter.api.Nested;

class WildFlyPostgresIT extends DatabaseFaultSuite {

  WildFlyPostgresIT() {
    super("wildfly", 18280, 18282);
  }

  @Override
  void configure() throws IOException {
    super.configure();
    OktaOrgs.configure(server, folder, port);
    SearchSuite.configure(server);
    TwoNodesSuite.configure(server, port);
  }

  @Nested
  class Feeds extends FeedSuite {
    Feeds() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Poison extends PoisonSuite {
    Poison() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Overloads extends OverloadSuite {
    Overloads() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Redeployed extends RedeploySuite {
    Redeployed() {
      super(WildFlyPostgresIT.this, "404");
    }
  }

  @Nested
  class Killed extends KillSuite {
    Killed() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class TwoNodes extends TwoNodesSuite {
    TwoNodes() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class OktaSide extends OktaOrgs {
    OktaSide() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Events extends EventSuite {
    Events() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class DeadLetters extends DeadLetterSuite {
    DeadLetters() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Searched extends SearchSuite {
    Searched() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Counted extends StatisticsSuite {
    Counted() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Exported extends ExportSuite {
    Exported() {
      super(WildFlyPostgresIT.this);
    }
  }

  @Nested
  class Live extends LiveSuite {
    Live() {
      super(WildFlyPostgresIT.this);
    }
  }
}
