package io.catchment.benchmark;

import io.catchment.store.EntityTable;
import io.catchment.store.StoredRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** By batches of inserts, each of them committed. */
final class BatchWriter implements TableWriter {

  private final Connection connection;
  private final Map<EntityTable, PreparedStatement> inserts = new LinkedHashMap<>();

  BatchWriter(Connection connection) throws SQLException {
    this.connection = connection;
    for (EntityTable table : StoredRows.tables()) {
      String marks = String.join(", ", table.columns().stream().map(c -> "?").toList());
      String columns = String.join(", ", table.columns());
      String insert = "insert into %s (%s) values (%s)".formatted(table.name(), columns, marks);
      inserts.put(table, connection.prepareStatement(insert));
    }
  }

  @Override
  public void write(StoredRows rows) throws SQLException {
    for (EntityTable table : StoredRows.tables()) {
      PreparedStatement insert = inserts.get(table);
      for (List<Object> row : rows.of(table)) {
        for (int i = 0; i < row.size(); i++) {
          insert.setObject(i + 1, value(row.get(i)));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  private static Object value(Object value) {
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement insert : inserts.values()) {
      insert.close();
    }
  }
}
