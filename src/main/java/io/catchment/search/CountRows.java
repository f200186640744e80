package io.catchment.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has the database count. An event with several values counts once for each of them; statements
 * that follow one another may see events that were stored in between. Nothing holds more than
 * {@link Tally#MAX_CELLS} values.
 */
final class CountRows {

  private static final String TARGETS = " left join event_target t on t.event_id = e.id";

  private final Rows rows;
  private final Condition bucket;
  private final Condition where;

  /**
   * The events that meet a condition.
   *
   * @param bucket the number of an event's bucket
   */
  CountRows(Rows rows, Condition bucket, Condition where) {
    this.rows = rows;
    this.bucket = bucket;
    this.where = where;
  }

  /** The events in each bucket. */
  void eachBucket(Tally tally) throws SQLException {
    String sql =
        "select b, count(*) from (select %s as b from event e where %s) s group by b"
            .formatted(bucket.sql(), where.sql());
    rows.each(
        new Condition(sql, parameters(List.of())),
        row -> tally.addEvents(row.getInt(1), row.getLong(2)));
  }

  /** The events in each bucket, and their values; each has one. */
  void eachValue(By by, Tally tally) throws SQLException {
    String sql = "select b, v, count(*) from (%s) s group by b, v limit ?".formatted(valued(by));
    rows.each(
        limited(sql),
        row -> {
          tally.addEvents(row.getInt(1), row.getLong(3));
          tally.addValue(row.getInt(1), row.getString(2), row.getLong(3));
        });
  }

  /** The values in all buckets together, as if they were one. */
  void values(By by, Tally tally) throws SQLException {
    String sql = "select v, count(*) from (%s) s group by v limit ?".formatted(valued(by));
    rows.each(limited(sql), row -> tally.addValue(0, row.getString(1), row.getLong(2)));
  }

  /** One more than can be held: so that it is seen, and no more are made. */
  private Condition limited(String sql) {
    List<Object> parameters = new ArrayList<>(parameters(List.of()));
    parameters.add(Tally.MAX_CELLS + 1);
    return new Condition(sql, parameters);
  }

  /**
   * The events in each bucket, those with some values, null perhaps among them, by themselves, and
   * those with others together.
   */
  void eachOf(By by, Set<String> named, Tally tally) throws SQLException {
    if (by == By.TARGET) {
      eachBucket(tally);
    }
    List<String> texts = named.stream().filter(Objects::nonNull).toList();
    String sql =
        "select b, w, missing, count(*) from"
            + " (select b, %s as w, (v is null) as missing from (%s) s) g group by b, w, missing"
                .formatted(oneOf(texts), valued(by));
    rows.each(
        new Condition(sql, parameters(texts)),
        row -> {
          addEvents(by, tally, row.getInt(1), row.getLong(4));
          boolean isValue = row.getString(2) != null || row.getBoolean(3);
          if (isValue && named.contains(row.getString(2))) {
            tally.addValue(row.getInt(1), row.getString(2), row.getLong(4));
          } else {
            tally.addOthers(row.getInt(1), row.getLong(4));
          }
        });
  }

  private static void addEvents(By by, Tally tally, int bucket, long number) {
    if (by != By.TARGET) {
      tally.addEvents(bucket, number);
    }
  }

  private static String oneOf(List<String> texts) {
    return texts.isEmpty()
        ? "cast(null as varchar(1))"
        : texts.stream()
            .map(t -> "?")
            .collect(Collectors.joining(", ", "case when v in (", ") then v end"));
  }

  /** A row for each event, or for each value that it has. */
  private String valued(By by) {
    String select = by == By.TARGET ? "select distinct e.id, " : "select ";
    String from = by == By.TARGET ? TARGETS : "";
    return select
        + "%s as b, %s as v from event e%s where %s"
            .formatted(bucket.sql(), by.column(), from, where.sql());
  }

  private List<Object> parameters(Collection<String> first) {
    List<Object> parameters = new ArrayList<>(first);
    parameters.addAll(bucket.parameters());
    parameters.addAll(where.parameters());
    return parameters;
  }
}
