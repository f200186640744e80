package io.catchment.console;

import io.catchment.store.MemoryDatabase;

class H2ViewsTest extends ViewsSuite {

  H2ViewsTest() throws Exception {
    super(new MemoryDatabase());
  }
}
