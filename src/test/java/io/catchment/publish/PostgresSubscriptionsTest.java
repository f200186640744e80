package io.catchment.publish;

import io.catchment.store.PostgresDatabase;

class PostgresSubscriptionsTest extends SubscriptionsSuite {

  PostgresSubscriptionsTest() throws Exception {
    super(new PostgresDatabase());
  }
}
