package io.catchment.audit;

import io.catchment.store.MemoryDatabase;

class H2AuditTest extends AuditSuite {

  H2AuditTest() throws Exception {
    super(new MemoryDatabase());
  }
}
