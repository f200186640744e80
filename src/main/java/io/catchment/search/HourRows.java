package io.catchment.search;

import io.catchment.store.EventHours;
import io.catchment.store.RollUp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that tell one part of a statistic: those of a roll-up, and those of events that are not
 * in it yet. They look alike: the number of the part, the bucket, the value, whether it is one of
 * those that are named, whether only the text of some says whether they match, how many there are.
 */
final class HourRows {

  /** The column that has the id up to which events are counted. */
  static final int UP_TO = 7;

  /**
   * First by kind, of which there are few: their texts are told apart only once. The outer join has
   * H2 look up the kind of each sum; otherwise it adds up the sums of each kind by themselves.
   */
  private static final String COUNTED =
      """
      select %1$d as p, s.b, s.v, s.named, s.o, s.n, w.up_to from event_counted w left join
        (select k.b, k.v, k.named, k.o, sum(k.n) as n from
          (select g.b, g.n, %4$s from
            (select x.b, x.kind, sum(x.number) as n from
              (select %2$s as b, c.kind, c.number from %3$s) x
              group by x.b, x.kind) g
            left join %5$s e on e.id = g.kind where e.id is not null and %6$s) k
          group by k.b, k.v, k.named, k.o limit ?) s on true
        where w.id = %7$d
      """;

  /** Those of whole days, as if of their first hours. */
  private static final String OF_DAYS = "select d.at_day * 24 as at_hour, d.kind, d.number from ";

  private static final String OF_HOURS = "select c.at_hour, c.kind, c.number from ";

  /**
   * The limit, which is never reached, keeps H2 from passing over all events of some types along
   * their index, instead of the few behind an id.
   */
  private static final String SINCE =
      """
      select * from (select %1$d as p, s.b, s.v, s.named, s.o, count(*) as n from
        (select %2$s as b, c.v, c.named, c.o from
          (select %3$s as at_hour, %4$s from
            (select e.published_at, e.org, e.origin, e.event_type, e.severity, e.outcome
              from event e where e.id > ? order by e.id limit 2147483647) e
            where %5$s) c
          where %6$s) s
        group by s.b, s.v, s.named, s.o limit ?) s
      """;

  private static final Condition NO_VALUE =
      Condition.of("cast(null as varchar(1)) as v, 1 as named");

  private static final Condition LIMIT = Condition.of("", Tally.MAX_CELLS + 1);

  private final WholeHours hours;
  private final Kinds kinds;
  private final Condition value;
  private final Adding adding;

  private HourRows(WholeHours hours, Kinds kinds, Condition value, Adding adding) {
    this.hours = hours;
    this.kinds = kinds;
    this.value = value;
    this.adding = adding;
  }

  /** Of all events, and all their values, if they are told apart by any. */
  static HourRows all(WholeHours hours, Kinds kinds, Optional<By> by) {
    if (by.isEmpty()) {
      return new HourRows(
          hours,
          kinds,
          NO_VALUE,
          (tally, bucket, text, named, number) -> tally.addEvents(bucket, number));
    }
    Condition value = Condition.of(by.get().column() + " as v, 1 as named");
    Kinds apart = by.get() == By.TYPE ? kinds.of(RollUp.OF_TYPES) : kinds;
    return new HourRows(
        hours,
        apart,
        value,
        (tally, bucket, text, named, number) -> {
          tally.addEvents(bucket, number);
          tally.addValue(bucket, text, number);
        });
  }

  /** Of all events; the types that are not named are one value together. */
  static HourRows someTypes(WholeHours hours, Kinds kinds, Set<String> named) {
    Condition isNamed = isNamed(named);
    Condition value =
        Condition.chained(
            List.of(
                Condition.of("case when "),
                isNamed,
                Condition.of(" then e.event_type end as v, case when "),
                isNamed,
                Condition.of(" then 1 else 0 end as named")),
            "");
    return new HourRows(
        hours,
        kinds,
        value,
        (tally, bucket, text, isOne, number) -> {
          tally.addEvents(bucket, number);
          if (isOne) {
            tally.addValue(bucket, text, number);
          } else {
            tally.addOthers(bucket, number);
          }
        });
  }

  /** Of all events, as if none of their types were named. */
  static HourRows otherTypes(WholeHours hours, Kinds kinds) {
    return new HourRows(
        hours,
        kinds,
        NO_VALUE,
        (tally, bucket, text, named, number) -> {
          tally.addEvents(bucket, number);
          tally.addOthers(bucket, number);
        });
  }

  /** Of the events whose types are named, which were counted before as if they were not. */
  static HourRows onlyTypes(WholeHours hours, Kinds kinds, Set<String> named) {
    Kinds ofThose =
        new Kinds(kinds.rollUp(), Condition.all(isNamed(named), kinds.where()), kinds.open());
    return new HourRows(
        hours,
        ofThose,
        Condition.of("e.event_type as v, 1 as named"),
        (tally, bucket, text, isOne, number) -> {
          tally.addValue(bucket, text, number);
          tally.addOthers(bucket, -number);
        });
  }

  private static Condition isNamed(Set<String> named) {
    Condition missing =
        named.contains(null) ? Condition.of("e.event_type is null") : Condition.NOTHING;
    List<String> texts = named.stream().filter(Objects::nonNull).sorted().toList();
    return Condition.any(Condition.oneOf("e.event_type", texts), missing);
  }

  RollUp rollUp() {
    return kinds.rollUp();
  }

  /**
   * Adds what a row says.
   *
   * @return whether the text of some has to be asked
   */
  boolean add(ResultSet row, Tally tally) throws SQLException {
    adding.add(tally, row.getInt(2), row.getString(3), row.getInt(4) > 0, row.getLong(6));
    return row.getInt(5) > 0;
  }

  /** What is counted of some hours, in SQL; one row without a bucket if there is nothing. */
  Condition counted(int part, long from, long to) {
    RollUp rollUp = kinds.rollUp();
    Condition bucket = hours.index();
    Condition source =
        hours.areOfDays() && rollUp.days().isPresent()
            ? days(rollUp.days().get(), from, to)
            : hours(from, to);
    Condition told = told();
    String sql =
        COUNTED.formatted(
            part,
            bucket.sql(),
            source.sql(),
            told.sql(),
            rollUp.kinds(),
            kinds.where().sql(),
            rollUp.id());
    return new Condition(sql, Condition.parameters(told, bucket, source, kinds.where(), LIMIT));
  }

  private Condition hours(long from, long to) {
    return rows(kinds.rollUp().hours(), "c", hours.between(from, to));
  }

  /** Those of whole days, and those of the hours beside them. */
  private Condition days(String table, long from, long to) {
    long first = -Math.floorDiv(-from, WholeHours.DAY);
    long end = Math.max(first, Math.floorDiv(to, WholeHours.DAY));
    long lastBefore = Math.min(to, first * WholeHours.DAY);
    long firstBehind = Math.max(lastBefore, end * WholeHours.DAY);
    Condition whole = Condition.of("d.at_day >= ? and d.at_day < ?", first, end);
    return Condition.chained(
        List.of(
            Condition.of("(" + OF_DAYS),
            rows(table, "d", whole),
            Condition.of(" union all "),
            besideDays(from, lastBefore),
            Condition.of(" union all "),
            besideDays(firstBehind, to),
            Condition.of(") c")),
        "");
  }

  private Condition besideDays(long from, long to) {
    Condition some = Condition.of("c.at_hour >= ? and c.at_hour < ?", from, to);
    return Condition.chained(
        List.of(Condition.of(OF_HOURS), rows(kinds.rollUp().hours(), "c", some)), "");
  }

  /** Of a table; an index finds those of a few kinds. Any type has few, all of the same hours. */
  private Condition rows(String table, String row, Condition range) {
    Condition where = kinds.where();
    boolean few = kinds.rollUp() != RollUp.OF_ANY_TYPE && !where.equals(Condition.ANYTHING);
    Condition some = few ? Condition.all(range, where) : range;
    String join = few ? " join %s e on e.id = %s.kind".formatted(kinds.rollUp().kinds(), row) : "";
    return new Condition(
        "%s %s%s where %s".formatted(table, row, join, some.sql()), some.parameters());
  }

  /** The events of some hours that are not counted yet, in SQL. */
  Condition since(int part, long upTo, long from, long to) {
    Condition bucket = hours.index();
    Condition between = hours.between(from, to);
    Condition told = told();
    String sql =
        SINCE.formatted(
            part,
            bucket.sql(),
            EventHours.OF_EVENT,
            told.sql(),
            kinds.where().sql(),
            between.sql());
    return new Condition(
        sql,
        Condition.parameters(bucket, told, Condition.of("", upTo), kinds.where(), between, LIMIT));
  }

  private Condition told() {
    return new Condition(
        value.sql() + ", case when " + kinds.open().sql() + " then 1 else 0 end as o",
        Condition.parameters(value, kinds.open()));
  }

  private interface Adding {
    void add(Tally tally, int bucket, String value, boolean named, long number);
  }
}
