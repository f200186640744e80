package io.catchment.it;

import io.catchment.server.Database;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class WildFlyH2IT extends SenderSuite {

  WildFlyH2IT() {
    super("wildfly", 18180);
  }

  @Override
  void configure() throws IOException {
    super.configure();
    SearchSuite.configure(server);
  }

  @Override
  Database database() {
    return new Database.H2();
  }

  @Nested
  class Killed extends KillSuite {
    Killed() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  class Events extends EventSuite {
    Events() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  class DeadLetters extends DeadLetterSuite {
    DeadLetters() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  @Tag("long")
  class Searched extends SearchSuite {
    Searched() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  @Tag("long")
  class Counted extends StatisticsSuite {
    Counted() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  @Tag("long")
  class Exported extends ExportSuite {
    Exported() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  @Tag("long")
  class Live extends LiveSuite {
    Live() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  class Console extends ConsoleSuite {
    Console() {
      super(WildFlyH2IT.this);
    }
  }

  @Nested
  class Page extends ConsolePageSuite {
    Page() {
      super(WildFlyH2IT.this);
    }
  }
}
