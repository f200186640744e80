package io.catchment.search;

class PostgresLiveReaderTest extends LiveReaderSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
