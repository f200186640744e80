package io.catchment.search;

class H2LiveReaderTest extends LiveReaderSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
