package io.catchment.store;

class PostgresDuplicatesTest extends DuplicatesSuite {

  PostgresDuplicatesTest() throws Exception {
    super(new PostgresDatabase());
  }
}
