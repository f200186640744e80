package io.catchment.search;

class H2LiveTailTest extends LiveTailSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
