package io.catchment.search;

class H2EventsTest extends EventsSuite {

  @Override
  TestDatabase database() {
    return TestDatabase.h2();
  }
}
