package io.catchment.store;

class PostgresHookLagsTest extends HookLagsSuite {

  PostgresHookLagsTest() throws Exception {
    super(new PostgresDatabase());
  }
}
