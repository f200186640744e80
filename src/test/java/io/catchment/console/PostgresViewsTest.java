package io.catchment.console;

import io.catchment.store.PostgresDatabase;

class PostgresViewsTest extends ViewsSuite {

  PostgresViewsTest() throws Exception {
    super(new PostgresDatabase());
  }
}
