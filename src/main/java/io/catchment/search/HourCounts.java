package io.catchment.search;

import io.catchment.store.EventHours;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A statistic of long times by the counts that the store keeps, by hour and kind of event.
 *
 * <p>One statement reads those counts and the id up to which events are in them, which belong
 * together; another counts the events behind that id. What is stored or counted meanwhile changes
 * nothing of it: so each event that was there before is counted once. Used by one statistic.
 */
final class HourCounts {

  private static final Logger LOG = System.getLogger(HourCounts.class.getName());

  /** How many events may not be in the counts yet: beyond, those are no help. */
  static final int MOST_BEHIND = 10_000;

  /** First by kind, of which there are few: their texts are told apart only once. */
  private static final String COUNTED =
      """
      select s.b, s.v, s.o, s.n, w.up_to from event_counted w left join
        (select g.b, e.v, e.o, sum(g.n) as n from
          (select x.b, x.kind, sum(x.number) as n from
            (select %s as b, c.kind, c.number from %s) x
            group by x.b, x.kind) g
          join (select e.id, %s as v, %s as o from event_kind e where %s) e on e.id = g.kind
          group by g.b, e.v, e.o limit ?) s on true
        where w.id = 1
      """;

  /** Those of whole days, as if of their first hours, and those of the hours beside them. */
  private static final String OF_DAYS =
      """
      (select d.at_day * 24 as at_hour, d.kind, d.number from event_count_of_day d
          where d.at_day >= ? and d.at_day < ?
        union all
        select c.at_hour, c.kind, c.number from event_count c where c.at_hour >= ? and c.at_hour < ?
        union all
        select c.at_hour, c.kind, c.number from event_count c where c.at_hour >= ? and c.at_hour < ?
        ) c
      """;

  private static final String SINCE =
      """
      select s.b, s.v, s.o, count(*) as n from
        (select %s as b, c.v, c.o from
          (select %s as at_hour, %s as v, %s as o from event e where e.id > ? and %s) c
          where %s) s
        group by s.b, s.v, s.o limit ?
      """;

  private final WholeHours hours;
  private final Optional<By> by;
  private final Condition open;
  private final Condition where;

  private HourCounts(StatisticsRequest asked, WholeHours hours, Judgement judgement) {
    this.hours = hours;
    this.by = asked.by();
    this.open = judgement.open();
    this.where =
        Condition.all(
            Condition.any(judgement.certain(), judgement.open()),
            asked.query().sources().condition());
  }

  /** Those that tell most of a statistic; empty if they would not. */
  static Optional<HourCounts> of(StatisticsRequest asked) {
    if (asked.by().filter(by -> !By.KINDS.contains(by.column())).isPresent()) {
      return Optional.empty();
    }
    WholeHours hours = WholeHours.of(asked.buckets());
    return hours.areMost()
        ? Judging.ofKinds(asked.query()).map(judgement -> new HourCounts(asked, hours, judgement))
        : Optional.empty();
  }

  /** What they do not tell. */
  List<WholeHours.Piece> pieces() {
    return hours.pieces();
  }

  /**
   * Counts the events of whole hours.
   *
   * @return false if they have to be counted one by one, and nothing that was added counts: because
   *     too many are not in the counts yet, or the database takes too long over those that are not,
   *     or because only the text of some says whether they match
   * @throws TooManyValuesException if there are more values than can be held
   */
  boolean count(Steps steps, Tally tally) {
    Counted counted = new Counted();
    try {
      steps.countHours(
          hours.first(),
          hours.end(),
          tally,
          (rows, from, to, part) -> countSome(rows, from, to, part, counted));
    } catch (SearchTimeoutException e) {
      LOG.log(Level.DEBUG, "The counts by hour are no help: {0}", e.getMessage());
      return false;
    }
    return counted.isAll();
  }

  /** Nothing any more once it is known to be of no use. */
  private void countSome(Rows rows, long from, long to, Tally part, Counted counted)
      throws SQLException {
    if (counted.isAll()) {
      counted.behind = isFarBehind(rows);
    }
    if (counted.isAll()) {
      count(rows, from, to, part, counted);
    }
  }

  private static boolean isFarBehind(Rows rows) throws SQLException {
    Condition behind = Condition.of(EventHours.UNCOUNTED, MOST_BEHIND + 1);
    return rows.one(behind, Long.class).get(0) > MOST_BEHIND;
  }

  private void count(Rows rows, long from, long to, Tally part, Counted counted)
      throws SQLException {
    List<Long> upTo = new ArrayList<>();
    rows.each(
        counted(from, to),
        row -> {
          upTo.add(row.getLong(5));
          if (row.getObject(1) != null) {
            counted.add(row, part);
          }
        });
    if (upTo.isEmpty()) {
      counted.behind = true;
      return;
    }
    rows.each(since(upTo.get(0), from, to), row -> counted.add(row, part));
  }

  private Condition counted(long from, long to) {
    Condition bucket = hours.index();
    Condition source = hours.areOfDays() ? days(from, to) : hours(from, to);
    String sql = COUNTED.formatted(bucket.sql(), source.sql(), value(), isOpen(), where.sql());
    return new Condition(
        sql, parameters(bucket, source, open, where, Condition.of("", Tally.MAX_CELLS + 1)));
  }

  private Condition hours(long from, long to) {
    Condition between = hours.between(from, to);
    return new Condition("event_count c where " + between.sql(), between.parameters());
  }

  private static Condition days(long from, long to) {
    long first = -Math.floorDiv(-from, WholeHours.DAY);
    long end = Math.max(first, Math.floorDiv(to, WholeHours.DAY));
    long lastBefore = Math.min(to, first * WholeHours.DAY);
    long firstBehind = Math.max(lastBefore, end * WholeHours.DAY);
    return Condition.of(OF_DAYS, first, end, from, lastBefore, firstBehind, to);
  }

  private Condition since(long upTo, long from, long to) {
    Condition bucket = hours.index();
    Condition between = hours.between(from, to);
    String sql =
        SINCE.formatted(
            bucket.sql(), EventHours.OF_EVENT, value(), isOpen(), where.sql(), between.sql());
    return new Condition(
        sql,
        parameters(
            bucket,
            open,
            Condition.of("", upTo),
            where,
            between,
            Condition.of("", Tally.MAX_CELLS + 1)));
  }

  private String value() {
    return by.map(By::column).orElse("cast(null as varchar(1))");
  }

  private String isOpen() {
    return "case when " + open.sql() + " then 1 else 0 end";
  }

  private static List<Object> parameters(Condition... parts) {
    return Arrays.stream(parts).flatMap(part -> part.parameters().stream()).toList();
  }

  /** What the rows say. */
  private final class Counted {
    private boolean behind;
    private boolean open;

    boolean isAll() {
      return !behind && !open;
    }

    void add(ResultSet row, Tally part) throws SQLException {
      open |= row.getInt(3) > 0;
      part.addEvents(row.getInt(1), row.getLong(4));
      if (by.isPresent()) {
        part.addValue(row.getInt(1), row.getString(2), row.getLong(4));
      }
    }
  }
}
