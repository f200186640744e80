package io.catchment.it;

import io.catchment.benchmark.MillionEvents;
import io.catchment.server.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

class ManyEventsH2IT extends ManyEventsSuite {

  private final MillionEvents events = new MillionEvents("console-h2");
  private Instant end;

  ManyEventsH2IT() {
    super(19680);
  }

  @Override
  Database database() {
    end = events.require(Optional.empty());
    return new Database.H2();
  }

  @Override
  void configure() throws IOException {
    super.configure();
    server.with("catchment.db.url", events.h2Url());
  }

  @Override
  Instant end() {
    return end;
  }
}
