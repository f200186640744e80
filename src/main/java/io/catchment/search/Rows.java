package io.catchment.search;

import io.catchment.event.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The statements of one search. */
final class Rows {

  /** A statement that takes longer is given up; on PostgreSQL each fetch has so long. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How many events are fetched at a time: each may have megabytes. */
  private static final int FETCH_SIZE = 20;

  /** How many rows are fetched at a time that are small. */
  private static final int MANY = 1_000;

  private static final String CANCELED = "57014";

  private static final String SELECT =
      "select e.id, e.org, e.uuid, e.published_at, e.received_at, e.stored_at, e.origin, e.json"
          + " from ";

  private static final String EVENTS = "event e where ";

  /** The place is the target's, whose order PostgreSQL would not see otherwise. */
  private static final String SELECT_BY_TARGETS =
      "select t.event_id as id, e.org, e.uuid, t.published_at as published_at, e.received_at,"
          + " e.stored_at, e.origin, e.json from ";

  private static final String EVENTS_OF_TARGETS =
      "event_target t join event e on e.id = t.event_id where ";

  private static final String PLACE = "select e.published_at, e.id from event e where ";

  /**
   * For a transaction of PostgreSQL. Each statement is planned for its own values: for a rare actor
   * and for a common one the best ways are different. The driver's own time-out would end with the
   * first rows.
   */
  private static final String SETTINGS =
      "select set_config('plan_cache_mode', 'force_custom_plan', true),"
          + " set_config('statement_timeout', ?, true)";

  private final Connection connection;
  private final boolean embedded;
  private final Duration patience;

  private Rows(Connection connection, boolean embedded, Duration patience) {
    this.connection = connection;
    this.embedded = embedded;
    this.patience = patience;
  }

  /**
   * The statements of a transaction that has just begun.
   *
   * @param embedded see {@link SearchTransaction#isEmbedded}
   * @param patience a statement that takes longer is given up; whole seconds if it is embedded
   */
  static Rows of(Connection connection, boolean embedded, Duration patience) throws SQLException {
    if (!embedded) {
      try (PreparedStatement statement = connection.prepareStatement(SETTINGS)) {
        statement.setString(1, patience.toMillis() + "ms");
        statement.execute();
      }
    }
    return new Rows(connection, embedded, patience);
  }

  /**
   * Reads events in the order of the track, as long as the reader takes more.
   *
   * @param branches an event that is in several of them is read once
   * @return whether the reader took all there are, and they are fewer than the limit
   * @throws SearchTimeoutException if it takes too long; what the reader took counts
   */
  boolean read(
      Window window, List<Branch> branches, RowOrder order, int limit, Predicate<FoundEvent> reader)
      throws SQLException {
    return run(
        select(window, branches, order, limit),
        rows -> {
          int count = 0;
          long last = 0;
          while (rows.next()) {
            FoundEvent event = event(rows);
            if (event.id() != last && !reader.test(event)) {
              return false;
            }
            last = event.id();
            count++;
          }
          return count < limit;
        });
  }

  /**
   * Where the last of so many events is, whatever they are. An index tells it.
   *
   * @return empty if there are fewer
   */
  Optional<Position> find(Window window, RowOrder order, long events) throws SQLException {
    Condition select =
        Condition.chained(
            List.of(
                Condition.of(PLACE),
                window.on(Window.Place.OF_EVENT),
                Condition.of(" order by " + order.of(Window.Place.OF_EVENT)),
                Condition.of(" limit 1 offset ?", events - 1)),
            "");
    return run(select, rows -> rows.next() ? Optional.of(place(rows)) : Optional.empty());
  }

  private static Position place(ResultSet row) throws SQLException {
    return new Position(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
  }

  /** The values of the only row. */
  <T> List<T> one(Condition select, Class<T> type) throws SQLException {
    return run(
        select,
        row -> {
          row.next();
          List<T> values = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getObject(i, type));
          }
          return values;
        });
  }

  /** Hands over the rows of any other statement, which are small, one after the other. */
  void each(Condition select, RowReader reader) throws SQLException {
    run(
        select,
        rows -> {
          rows.setFetchSize(MANY);
          while (rows.next()) {
            reader.read(rows);
          }
          return null;
        });
  }

  /** The order of rows by the columns of their place, see {@link Track#order}. */
  interface RowOrder {
    String of(Window.Place place);
  }

  /** Takes the row at which the result stands. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private <T> T run(Condition select, Reading<T> reading) throws SQLException {
    try (PreparedStatement statement = prepare(select)) {
      return embedded ? inTime(statement, reading) : read(statement, reading);
    } catch (SQLTimeoutException e) {
      throw timeout(e);
    } catch (SQLException e) {
      if (CANCELED.equals(e.getSQLState())) {
        throw timeout(e);
      }
      throw e;
    }
  }

  /** H2 keeps a time-out for the connection, which others have afterwards. */
  private <T> T inTime(PreparedStatement statement, Reading<T> reading) throws SQLException {
    statement.setQueryTimeout(Math.toIntExact(patience.toSeconds()));
    try {
      return read(statement, reading);
    } finally {
      statement.setQueryTimeout(0);
    }
  }

  private static <T> T read(PreparedStatement statement, Reading<T> reading) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return reading.of(rows);
    }
  }

  private static SearchTimeoutException timeout(SQLException e) {
    return new SearchTimeoutException("The database takes too long over a step of a search.", e);
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  /**
   * Each branch is read along an index in the order of the page, and they are merged. The order is
   * said of each: PostgreSQL plans the branches of a union apart from what is around them, and
   * would fetch and sort everything that one finds.
   */
  private static Condition select(Window window, List<Branch> branches, RowOrder order, int limit) {
    List<Condition> selects =
        branches.stream().map(branch -> select(window, branch, order, limit)).toList();
    return selects.size() == 1
        ? selects.get(0)
        : Condition.chained(
            List.of(
                Condition.of("select * from (("),
                Condition.chained(selects, ") union all ("),
                Condition.of(")) e"),
                end(order, Window.Place.OF_EVENT, limit)),
            "");
  }

  private static Condition select(Window window, Branch branch, RowOrder order, int limit) {
    boolean led = branch.targets().isPresent();
    Window.Place place = led ? Window.Place.OF_TARGET : Window.Place.OF_EVENT;
    Condition targets = branch.targets().orElse(Condition.ANYTHING);
    return Condition.chained(
        List.of(
            Condition.of(led ? SELECT_BY_TARGETS + EVENTS_OF_TARGETS : SELECT + EVENTS),
            Condition.all(targets, window.on(place), branch.where()),
            end(order, place, limit)),
        "");
  }

  private static Condition end(RowOrder order, Window.Place place, int limit) {
    return Condition.of(" order by " + order.of(place) + " limit ?", limit);
  }

  private PreparedStatement prepare(Condition statement) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement.sql());
    prepared.setFetchSize(FETCH_SIZE);
    for (int i = 0; i < statement.parameters().size(); i++) {
      Object value = statement.parameters().get(i);
      prepared.setObject(
          i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
    return prepared;
  }

  private static FoundEvent event(ResultSet row) throws SQLException {
    return new FoundEvent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        Origin.valueOf(row.getString(7)),
        row.getString(8));
  }
}
