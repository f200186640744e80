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
 * <p>In the order of their ids, which nothing can appear below any more: see {@link ArrivalOrder}.
 * The id up to which all are counted is changed in the same transaction, and its row is held
 * meanwhile, so each event is counted once, whoever dies, and however many nodes do this. What is
 * counted of an event never changes, and no event is ever deleted.
 */
final class EventFold {

  /** For a transaction of PostgreSQL. */
  private static final String SETTINGS = "select set_config('statement_timeout', '10 s', true)";

  private static final int HOURS = 24;

  /** Before the values of a kind, in each row that has them. */
  private static final int NUMBERS = 2;

  private static final String NEXT =
      "select max(s.id), count(*) from (select e.id from event e where e.id > ? and e.id <= ?"
          + " order by e.id limit ?) s";

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

  private static final String PASS = "update event_counted set up_to = ? where id = ?";

  private final Connection connection;
  private final boolean embedded;
  private final RollUp rollUp;

  /**
   * Of the transaction of this connection, which sees in each statement what was committed before
   * it.
   *
   * @param embedded see {@link Database#isEmbedded}
   * @param rollUp where it is counted
   */
  EventFold(Connection connection, boolean embedded, RollUp rollUp) {
    this.connection = connection;
    this.embedded = embedded;
    this.rollUp = rollUp;
  }

  /** How many events are not counted yet, or that many if they are more. Holds nothing. */
  int uncounted(int most) throws SQLException {
    return Math.toIntExact(numbers(rollUp.uncounted(), most).get(0));
  }

  /**
   * Counts the next events.
   *
   * @param most how many at the most
   * @return how many they were; none if another transaction is at it
   */
  int next(int most) throws SQLException {
    setUp();
    List<Long> held = numbers(rollUp.upTo() + " for update" + (embedded ? "" : " skip locked"));
    if (held.isEmpty()) {
      return 0;
    }
    long from = held.get(0);
    long settled = ArrivalOrder.settled(connection, embedded).orElse(0);
    List<Long> next = numbers(NEXT, from, settled, most);
    int events = Math.toIntExact(next.get(1));
    if (events > 0) {
      fold(from, next.get(0), events);
    }
    return events;
  }

  private void setUp() throws SQLException {
    if (!embedded) {
      try (PreparedStatement statement = connection.prepareStatement(SETTINGS)) {
        statement.execute();
      }
    }
  }

  private void fold(long from, long to, int events) throws SQLException {
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
    update(PASS, to, rollUp.id());
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

  /** Of the only row; empty if there is none. */
  private List<Long> numbers(String sql, long... parameters) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet row = statement.executeQuery()) {
      if (row.next()) {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          numbers.add(row.getLong(i));
        }
      }
    }
    return numbers;
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
