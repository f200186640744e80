package io.catchment.reconcile;

import io.catchment.store.PostgresDatabase;

class PostgresGapsTest extends GapsSuite {

  PostgresGapsTest() throws Exception {
    super(new PostgresDatabase());
  }
}
