package io.catchment.benchmark;

import io.catchment.store.EntityTable;
import io.catchment.store.StoredRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The keys and indexes of the tables that are filled, in PostgreSQL: taken away before, and made
 * again afterwards as the database itself describes them, whatever they are.
 *
 * @param away the statements that drop them
 * @param again the statements that make them
 */
record Indexes(List<String> away, List<String> again) {

  private static final String KEYS =
      "select 'alter table ' || conrelid::regclass || ' drop constraint ' || quote_ident(conname),"
          + " 'alter table ' || conrelid::regclass || ' add constraint ' || quote_ident(conname)"
          + " || ' ' || pg_get_constraintdef(oid) from pg_constraint"
          + " where contype in ('p', 'u') and conrelid::regclass::text in (%s)";

  private static final String OTHERS =
      "select 'drop index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)"
          + " from pg_index i left join pg_constraint c on c.conindid = i.indexrelid"
          + " where c.oid is null and i.indrelid::regclass::text in (%s)";

  static Indexes of(Connection connection) throws SQLException {
    String tables =
        StoredRows.tables().stream()
            .map(EntityTable::name)
            .collect(Collectors.joining("', '", "'", "'"));
    List<String> away = new ArrayList<>();
    List<String> again = new ArrayList<>();
    for (String select : List.of(KEYS, OTHERS)) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(select.formatted(tables))) {
        while (rows.next()) {
          away.add(rows.getString(1));
          again.add(rows.getString(2));
        }
      }
    }
    return new Indexes(List.copyOf(away), List.copyOf(again));
  }
}
