package io.catchment.it;

import io.catchment.benchmark.MillionEvents;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

class ManyEventsPostgresIT extends ManyEventsSuite {

  private static final int PORT = 19780;

  private final MillionEvents events = new MillionEvents("console-postgresql");
  private final Postgres postgres = new Postgres(events.folder(), PORT + 2);
  private Instant end;

  ManyEventsPostgresIT() {
    super(PORT);
  }

  @Override
  Database database() {
    postgres.start();
    end = events.require(Optional.of(postgres));
    return postgres.database();
  }

  @AfterAll
  void stopDatabase() {
    postgres.close();
  }

  @Override
  Instant end() {
    return end;
  }
}
