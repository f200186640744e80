package io.catchment.reconcile;

import io.catchment.store.MemoryDatabase;

class H2GapsTest extends GapsSuite {

  H2GapsTest() throws Exception {
    super(new MemoryDatabase());
  }
}
