package io.catchment.publish;

import io.catchment.store.PostgresDatabase;

class PostgresPublishTimesTest extends PublishTimesSuite {

  PostgresPublishTimesTest() throws Exception {
    super(new PostgresDatabase());
  }
}
