package io.catchment.store;

class H2DuplicatesTest extends DuplicatesSuite {

  H2DuplicatesTest() throws Exception {
    super(new MemoryDatabase());
  }
}
