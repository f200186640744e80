package io.catchment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far something is done that is done once for each event after it was stored: a row of {@code
 * event_counted}, in the caller's transaction.
 *
 * <p>In the order of their ids, which nothing can appear below any more: see {@link ArrivalOrder}.
 * The mark is moved in the transaction that does it, and its row is held meanwhile, so it is done
 * once for each event, whoever dies, and however many nodes do this.
 */
final class EventMark {

  /** For a transaction of PostgreSQL. */
  private static final String SETTINGS = "select set_config('statement_timeout', '10 s', true)";

  private static final String NEXT =
      "select max(s.id), count(*) from (select e.id from event e where e.id > ? and e.id <= ?"
          + " order by e.id limit ?) s";

  private static final String PASS = "update event_counted set up_to = ? where id = ?";

  private final Connection connection;
  private final boolean embedded;
  private final int id;

  /**
   * One, in the transaction of this connection, which sees in each statement what was committed
   * before it.
   *
   * @param embedded see {@link Database#isEmbedded}
   * @param id of its row
   */
  EventMark(Connection connection, boolean embedded, int id) {
    this.connection = connection;
    this.embedded = embedded;
    this.id = id;
  }

  /** The id of the last event before the mark, in SQL. */
  private static String upTo(int id) {
    return "select w.up_to from event_counted w where w.id = " + id;
  }

  /**
   * How many events are behind it, in SQL; its parameter is the answer if they are more. In order:
   * without, PostgreSQL may look for the few from the first event on.
   */
  static String countBehind(int id) {
    return "select count(*) from (select e.id from event e where e.id > ("
        + upTo(id)
        + ") order by e.id limit ?) s";
  }

  /** How many events it has not passed yet, or that many if they are more. Holds nothing. */
  int behind(int most) throws SQLException {
    return Math.toIntExact(numbers(countBehind(id), most).get(0));
  }

  /**
   * Does it for the next events, and passes them.
   *
   * @param most how many at the most
   * @return how many they were; none if another transaction is at it
   */
  int next(int most, Work work) throws SQLException {
    setUp();
    List<Long> held = numbers(upTo(id) + " for update" + (embedded ? "" : " skip locked"));
    if (held.isEmpty()) {
      return 0;
    }
    long from = held.get(0);
    long settled = ArrivalOrder.settled(connection, embedded).orElse(0);
    List<Long> next = numbers(NEXT, from, settled, most);
    int events = Math.toIntExact(next.get(1));
    if (events > 0) {
      work.keepUp(from, next.get(0), events);
      try (PreparedStatement statement = prepare(PASS, next.get(0), id)) {
        statement.executeUpdate();
      }
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

  /** What is done for the events of which the ids are above the first and not above the last. */
  interface Work {
    void keepUp(long from, long to, int events) throws SQLException;
  }
}
