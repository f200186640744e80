package io.catchment.publish;

import io.catchment.store.MemoryDatabase;

class H2PublishTimesTest extends PublishTimesSuite {

  H2PublishTimesTest() throws Exception {
    super(new MemoryDatabase());
  }
}
