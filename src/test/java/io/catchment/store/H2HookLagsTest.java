package io.catchment.store;

class H2HookLagsTest extends HookLagsSuite {

  H2HookLagsTest() throws Exception {
    super(new MemoryDatabase());
  }
}
