package io.catchment.search;

class PostgresEventsTest extends EventsSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
