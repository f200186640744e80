package io.catchment.benchmark;

import io.catchment.store.StoredRows;
import java.sql.SQLException;

/** Puts rows into a database, in the way that is its fastest. */
interface TableWriter extends AutoCloseable {

  void write(StoredRows rows) throws SQLException;

  @Override
  void close() throws SQLException;
}
