package io.catchment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds events to the counts of a {@link RollUp}, in the caller's transaction.
 *
 * <p>What is counted of an event never changes, and no event is ever deleted.
 */
final class EventFold {

  private static final int HOURS = 24;

  /** Before the values of a kind, in each row that has them. */
  private static final int NUMBERS = 2;

  /** Except takes two nulls for the same. */
  private static final String ADD_KINDS =
      """
      insert into %1$s (id, %2$s)
      select (select coalesce(max(k.id), 0) from %1$s k)
          + cast(row_number() over (order by n.org) as integer), n.*
        from (select %3$s from event e where e.id > ? and e.id <= ?
          except
          select %4$s from %1$s k) n
      """;

  private static final String NEW_ONES =
      """
      select e.at_hour, count(*), %2$s
        from (select %1$s as at_hour, %2$s from event e where e.id > ? and e.id <= ?) e
        group by e.at_hour, %2$s
      """;

  private final Connection connection;
  private final RollUp rollUp;

  /**
   * Of the transaction of this connection.
   *
   * @param rollUp where it is counted
   */
  EventFold(Connection connection, RollUp rollUp) {
    this.connection = connection;
    this.rollUp = rollUp;
  }

  /** Counts those of which the ids are above the first and not above the last. */
  void add(long from, long to, int events) throws SQLException {
    update(
        ADD_KINDS.formatted(
            rollUp.kinds(), rollUp.columns(), rollUp.columnsOf("e"), rollUp.columnsOf("k")),
        from,
        to);
    List<Share> shares = shares(from, to);
    if (shares.stream().mapToLong(Share::number).sum() != events) {
      throw new IllegalStateException(
          "Of %d events from %d to %d others were counted.".formatted(events, from, to));
    }
    add(shares, Table.of(rollUp.hours(), "at_hour"));
    if (rollUp.days().isPresent()) {
      add(days(shares), Table.of(rollUp.days().get(), "at_day"));
    }
  }

  /** In the order of their hours, in which they are kept. */
  private List<Share> shares(long from, long to) throws SQLException {
    Map<List<String>, Integer> kinds = kinds();
    String select = NEW_ONES.formatted(EventHours.OF_EVENT, rollUp.columnsOf("e"));
    List<Share> shares = new ArrayList<>();
    try (PreparedStatement statement = prepare(select, from, to);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        shares.add(new Share(rows.getInt(1), kinds.get(kind(rows)), rows.getLong(2)));
      }
    }
    shares.sort(Comparator.comparingInt(Share::at).thenComparingInt(Share::kind));
    return shares;
  }

  /** All of them: PostgreSQL, which knows nothing yet of a new table, would join badly. */
  private Map<List<String>, Integer> kinds() throws SQLException {
    String select = "select k.id, 0, %s from %s k".formatted(rollUp.columnsOf("k"), rollUp.kinds());
    Map<List<String>, Integer> kinds = new HashMap<>();
    try (PreparedStatement statement = prepare(select);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        kinds.put(kind(rows), rows.getInt(1));
      }
    }
    return kinds;
  }

  /** The values of its columns, which follow two numbers; some may be null. */
  private List<String> kind(ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = NUMBERS + 1; i <= row.getMetaData().getColumnCount(); i++) {
      values.add(row.getString(i));
    }
    return values;
  }

  private static List<Share> days(List<Share> hours) {
    Map<List<Integer>, Long> days = new LinkedHashMap<>();
    hours.forEach(
        share ->
            days.merge(
                List.of(Math.floorDiv(share.at(), HOURS), share.kind()),
                share.number(),
                Long::sum));
    List<Share> shares = new ArrayList<>();
    days.forEach((day, number) -> shares.add(new Share(day.get(0), day.get(1), number)));
    return shares;
  }

  private void add(List<Share> shares, Table table) throws SQLException {
    int[] changed = run(table.add(), shares);
    List<Share> missing = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        missing.add(shares.get(i));
      }
    }
    run(table.insert(), missing);
  }

  private int[] run(String sql, List<Share> shares) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Share share : shares) {
        statement.setLong(1, share.number());
        statement.setInt(2, share.at());
        statement.setInt(3, share.kind());
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private void update(String sql, long... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      statement.executeUpdate();
    }
  }

  private PreparedStatement prepare(String sql, long... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setLong(i + 1, parameters[i]);
    }
    return statement;
  }

  /** How many of the events are of a kind, and of an hour or a day. */
  private record Share(int at, int kind, long number) {}

  /** How shares are added to a table: to what is there, or as a row of their own. */
  private record Table(String add, String insert) {
    static Table of(String name, String time) {
      return new Table(
          "update %s set number = number + ? where %s = ? and kind = ?".formatted(name, time),
          "insert into %s (number, %s, kind) values (?, ?, ?)".formatted(name, time));
    }
  }
}
