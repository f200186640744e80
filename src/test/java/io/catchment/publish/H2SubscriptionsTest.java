package io.catchment.publish;

import io.catchment.store.MemoryDatabase;

class H2SubscriptionsTest extends SubscriptionsSuite {

  H2SubscriptionsTest() throws Exception {
    super(new MemoryDatabase());
  }
}
