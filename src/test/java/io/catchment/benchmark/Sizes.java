package io.catchment.benchmark;

import io.catchment.store.EntityTable;
import io.catchment.store.StoredRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an event takes of the disk in PostgreSQL, with its targets and its delivery. */
final class Sizes {

  private static final String SUMS =
      "select 'tables', sum(pg_relation_size(oid)) from pg_class where relname in (%1$s) union all"
          + " select 'TOAST', sum(pg_total_relation_size(reltoastrelid)) from pg_class where"
          + " relname in (%1$s) union all select 'indexes', sum(pg_indexes_size(oid)) from pg_class"
          + " where relname in (%1$s)";

  private static final String INDEXES =
      "select indexrelid::regclass::text, pg_relation_size(indexrelid) from pg_index"
          + " where indrelid::regclass::text in (%s) order by 2 desc";

  private static final String COUNTS =
      "select sum(pg_total_relation_size(oid)) from pg_class where relname in ('event_count',"
          + " 'event_count_of_day', 'event_kind', 'event_count_of_any_type',"
          + " 'event_kind_of_any_type')";

  private Sizes() {}

  /** By the kind of file, in bytes. */
  static Map<String, Double> perEvent(Connection connection, int events) throws SQLException {
    return read(connection, SUMS, events);
  }

  /** By the name of the index, in bytes. */
  static Map<String, Double> indexesPerEvent(Connection connection, int events)
      throws SQLException {
    return read(connection, INDEXES, events);
  }

  /** What the counts of events by hour and kind take, with their indexes, in bytes. */
  static double ofCounts(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTS)) {
      row.next();
      return row.getDouble(1);
    }
  }

  private static Map<String, Double> read(Connection connection, String select, int events)
      throws SQLException {
    String tables =
        StoredRows.tables().stream()
            .map(EntityTable::name)
            .collect(Collectors.joining("', '", "'", "'"));
    Map<String, Double> sizes = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select.formatted(tables))) {
      while (rows.next()) {
        sizes.put(rows.getString(1), rows.getDouble(2) / events);
      }
    }
    return sizes;
  }
}
