package io.catchment.audit;

import io.catchment.store.PostgresDatabase;

class PostgresAuditTest extends AuditSuite {

  PostgresAuditTest() throws Exception {
    super(new PostgresDatabase());
  }
}
