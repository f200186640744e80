package io.catchment.it;

import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class PayaraServerPostgresIT extends PostgresSuite {

  PayaraServerPostgresIT() {
    super("payara", 18780, 18782);
  }

  @Override
  void configure() throws IOException {
    super.configure();
    SearchSuite.configure(server);
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

  @Nested
  @Tag("long")
  class Searched extends SearchSuite {
    Searched() {
      super(PayaraServerPostgresIT.this);
    }
  }

  @Nested
  @Tag("long")
  class Counted extends StatisticsSuite {
    Counted() {
      super(PayaraServerPostgresIT.this);
    }
  }

  @Nested
  @Tag("long")
  class Exported extends ExportSuite {
    Exported() {
      super(PayaraServerPostgresIT.this);
    }
  }

  @Nested
  @Tag("long")
  class Live extends LiveSuite {
    Live() {
      super(PayaraServerPostgresIT.this);
    }
  }

  @Nested
  class Console extends ConsoleSuite {
    Console() {
      super(PayaraServerPostgresIT.this);
    }
  }

  @Nested
  class Page extends ConsolePageSuite {
    Page() {
      super(PayaraServerPostgresIT.this);
    }
  }
}
