package io.catchment.search;

import io.catchment.event.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The statements of one search. */
final class Rows {

  /** A search stops by itself much earlier; this is for a statement that does not come back. */
  private static final int TIMEOUT_SECONDS = 25;

  /** How many events are fetched at a time: each may have megabytes. */
  private static final int FETCH_SIZE = 20;

  private static final String CANCELED = "57014";

  private static final String SELECT =
      "select e.id, e.org, e.uuid, e.published_at, e.stored_at, e.origin, e.json from event e"
          + " where ";

  private final Connection connection;

  Rows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Has each statement planned for its own values: for a rare actor and for a common one the best
   * ways are different. Only on PostgreSQL.
   */
  void planEachForItself() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("set local plan_cache_mode = force_custom_plan")) {
      statement.execute();
    }
  }

  /**
   * Reads events in the order of the track, as long as the reader takes more.
   *
   * @param branches no event meets two of them
   * @return whether the reader took all there are, and they are fewer than the limit
   */
  boolean read(
      Condition window,
      List<Condition> branches,
      String order,
      int limit,
      Predicate<FoundEvent> reader)
      throws SQLException {
    return run(
        select(window, branches, order, limit),
        rows -> {
          int count = 0;
          while (rows.next()) {
            if (!reader.test(event(rows))) {
              return false;
            }
            count++;
          }
          return count < limit;
        });
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

  private <T> T run(Condition select, Reading<T> reading) throws SQLException {
    try (PreparedStatement statement = prepare(select);
        ResultSet rows = statement.executeQuery()) {
      return reading.of(rows);
    } catch (SQLTimeoutException e) {
      throw new SearchTimeoutException(e);
    } catch (SQLException e) {
      if (CANCELED.equals(e.getSQLState())) {
        throw new SearchTimeoutException(e);
      }
      throw e;
    }
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  /** Each branch is read along an index in the order of the page, and the two are merged. */
  private static Condition select(
      Condition window, List<Condition> branches, String order, int limit) {
    List<Object> parameters = new ArrayList<>();
    List<Condition> selects =
        branches.stream().map(branch -> Condition.all(window, branch)).toList();
    selects.forEach(select -> parameters.addAll(select.parameters()));
    parameters.add(limit);
    String sql =
        selects.stream().map(c -> SELECT + c.sql()).collect(Collectors.joining(" union all "));
    String from = branches.size() == 1 ? sql : "select * from (" + sql + ") e";
    return new Condition(from + " order by " + order + " limit ?", parameters);
  }

  private PreparedStatement prepare(Condition statement) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement.sql());
    prepared.setQueryTimeout(TIMEOUT_SECONDS);
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
        Origin.valueOf(row.getString(6)),
        row.getString(7));
  }
}
