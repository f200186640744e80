package io.catchment.search;

class PostgresCountsTest extends CountsSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
