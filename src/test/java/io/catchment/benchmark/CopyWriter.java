package io.catchment.benchmark;

import io.catchment.store.EntityTable;
import io.catchment.store.StoredRows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * By {@code COPY}, into tables that are emptied in the same transaction: PostgreSQL then need not
 * write them twice, and nobody has to visit the rows again to see that they are committed.
 */
final class CopyWriter implements TableWriter {

  private final Connection connection;

  CopyWriter(Connection connection) throws SQLException {
    this.connection = connection;
    String tables =
        StoredRows.tables().stream().map(EntityTable::name).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate " + tables);
    }
  }

  @Override
  public void write(StoredRows rows) throws SQLException {
    for (EntityTable table : StoredRows.tables()) {
      String columns = String.join(", ", table.columns());
      String copy = "copy %s (%s) from stdin with (freeze)".formatted(table.name(), columns);
      CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
      byte[] bytes = text(rows.of(table)).getBytes(StandardCharsets.UTF_8);
      in.writeToCopy(bytes, 0, bytes.length);
      in.endCopy();
    }
  }

  private static String text(List<List<Object>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<Object> row : rows) {
      for (Object value : row) {
        append(text, value);
        text.append('\t');
      }
      text.setCharAt(text.length() - 1, '\n');
    }
    return text.toString();
  }

  /** In the text format of {@code COPY}. */
  private static void append(StringBuilder text, Object value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    String plain = value.toString();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  @Override
  public void close() {}
}
