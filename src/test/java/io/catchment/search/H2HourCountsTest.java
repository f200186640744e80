package io.catchment.search;

class H2HourCountsTest extends HourCountsSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
