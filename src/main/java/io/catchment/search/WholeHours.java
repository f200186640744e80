package io.catchment.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The hours of the clock, in UTC, that lie in one bucket from their beginning to their end, and
 * what is beside them: where the time begins and ends, and the hours that a bucket ends in.
 *
 * @param buckets the pieces of time
 * @param first the first hour of them, counted from 1970
 * @param end the hour behind the last of them; not behind the first one if there is none
 * @param cut the hours between them in which a bucket ends
 */
record WholeHours(Buckets buckets, long first, long end, SortedSet<Long> cut) {

  /** In hours. */
  static final long DAY = 24;

  private static final long SECONDS = 3_600;

  private static final long MICROS = SECONDS * 1_000_000;

  /** Reading one costs a statement, and each of its events. */
  private static final int FEW = 2;

  /**
   * A year of days that begin beside the hour has 366. Each is a statement, so far more would take
   * seconds where the database is not on the same machine.
   */
  private static final int MOST_PIECES = 400;

  private static final String INDEX =
      "(c.at_hour * cast(? as bigint) + cast(? as bigint)) / cast(? as bigint)";

  /** Those of some buckets. */
  static WholeHours of(Buckets buckets) {
    long first = -Math.floorDiv(-buckets.sinceMicros(), MICROS);
    long end = Math.floorDiv(buckets.untilMicros(), MICROS);
    SortedSet<Long> cut = new TreeSet<>();
    for (long i = 1; i < buckets.count(); i++) {
      long at = buckets.sinceMicros() + i * buckets.widthMicros();
      if (Math.floorMod(at, MICROS) != 0) {
        cut.add(Math.floorDiv(at, MICROS));
      }
    }
    return new WholeHours(buckets, first, end, cut.subSet(first, Math.max(first, end)));
  }

  /** Whether no bucket ends but where a day does, in UTC, or with the time. */
  boolean areOfDays() {
    return buckets.count() == 1
        || (buckets.sinceMicros() % (DAY * MICROS) == 0
            && buckets.widthMicros() % (DAY * MICROS) == 0);
  }

  /** Whether there are many more of them than of the others, and not too many of those. */
  boolean areMost() {
    return pieces().size() <= MOST_PIECES
        && end - first - cut.size() > (long) FEW * pieces().size();
  }

  /** What is beside them, each in one bucket, or in two or more if a bucket ends in it. */
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    add(pieces, buckets.since(), earlier(instant(first), buckets.until()));
    cut.forEach(hour -> add(pieces, instant(hour), instant(hour + 1)));
    add(pieces, later(instant(Math.max(first, end)), buckets.since()), buckets.until());
    return pieces;
  }

  private static void add(List<Piece> pieces, Instant since, Instant until) {
    if (since.isBefore(until)) {
      pieces.add(new Piece(since, until));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant instant(long hour) {
    return Instant.ofEpochSecond(hour * SECONDS);
  }

  /** The number of the bucket of an hour {@code c.at_hour}, in SQL. */
  Condition index() {
    return index(0);
  }

  /** Which hours, of some that follow one another, are whole in their bucket, in SQL. */
  Condition between(long from, long to) {
    Condition range = Condition.of("c.at_hour >= ? and c.at_hour < ?", from, to);
    return cut.isEmpty() ? range : Condition.all(range, uncut());
  }

  private Condition uncut() {
    Condition begin = index(0);
    Condition end = index(MICROS - 1);
    List<Object> parameters = new ArrayList<>(begin.parameters());
    parameters.addAll(end.parameters());
    return new Condition(begin.sql() + " = " + end.sql(), parameters);
  }

  private Condition index(long later) {
    return Condition.of(INDEX, MICROS, later - buckets.sinceMicros(), buckets.widthMicros());
  }

  /**
   * A piece of time.
   *
   * @param since where it begins
   * @param until where it ends
   */
  record Piece(Instant since, Instant until) {}
}
