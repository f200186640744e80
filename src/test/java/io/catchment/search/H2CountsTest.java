package io.catchment.search;

class H2CountsTest extends CountsSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
