package io.catchment.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are to be counted, and how.
 *
 * @param query which ones
 * @param by what they are told apart by; if empty, they are counted over time only
 * @param buckets the pieces of time
 * @param limit how many values are named; the rest are counted together
 */
record StatisticsRequest(EventQuery query, Optional<By> by, Buckets buckets, int limit) {

  /** The names of the parameters. */
  static final Set<String> PARAMETERS =
      Set.of("org", "origin", "since", "until", "filter", "q", "interval", "by", "limit");

  /** The most buckets: a day in minutes, a week in tens of them, and some. */
  static final int MAX_BUCKETS = 1_500;

  /** Fewer than a chart has points. */
  private static final int DEFAULT_BUCKETS = 200;

  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;

  /** Widths that people think in. */
  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  /**
   * Reads the parameters. One that is empty is as if missing; one that is not known is passed over.
   *
   * @throws BadQueryException if one of them is not what it has to be
   */
  static StatisticsRequest read(QueryText text, Instant now) throws BadQueryException {
    EventQuery query = Selection.read(text, now);
    Instant until = query.until().orElseThrow();
    Duration width = width(text, Duration.between(query.since(), until));
    Buckets buckets = new Buckets(query.since(), until, width);
    requireFew(buckets);
    return new StatisticsRequest(query, by(text), buckets, limit(text));
  }

  /** The same, of all the time together. */
  StatisticsRequest inOneBucket() {
    Duration width = atMost(1, Duration.between(buckets.since(), buckets.until()));
    return new StatisticsRequest(
        query, by, new Buckets(buckets.since(), buckets.until(), width), limit);
  }

  private static void requireFew(Buckets buckets) throws BadQueryException {
    if (buckets.count() > MAX_BUCKETS) {
      Duration range = Duration.between(buckets.since(), buckets.until());
      throw BadQueryException.invalid(
          "interval",
          "must be longer, or the time shorter: there would be more than %s buckets, and for this"
                  .formatted(MAX_BUCKETS)
              + " time it has to be at least "
              + atMost(MAX_BUCKETS, range));
    }
  }

  private static Optional<By> by(QueryText text) throws BadQueryException {
    Optional<String> name = text.find("by");
    Optional<By> by = name.flatMap(By::find);
    if (name.isPresent() && by.isEmpty()) {
      throw BadQueryException.invalid("by", "must be one of " + By.NAMES);
    }
    return by;
  }

  private static Duration width(QueryText text, Duration range) throws BadQueryException {
    Optional<String> interval = text.find("interval");
    return interval.isPresent() ? width(interval.get()) : defaultWidth(range);
  }

  private static Duration defaultWidth(Duration range) {
    Duration needed = atMost(DEFAULT_BUCKETS, range);
    return WIDTHS.stream().filter(width -> width.compareTo(needed) >= 0).findFirst().orElse(needed);
  }

  /** The shortest width by which a time has no more than so many buckets. */
  private static Duration atMost(int buckets, Duration range) {
    Duration width = range.plusSeconds(buckets).minusNanos(1).dividedBy(buckets);
    return Duration.ofSeconds(Math.max(1, width.toSeconds()));
  }

  private static Duration width(String text) throws BadQueryException {
    try {
      Duration width = Duration.parse(text);
      // Longer than any time that can be asked for, it would be too long to be counted.
      boolean inRange = !width.isNegative() && width.toDays() < Integer.MAX_VALUE / 100;
      if (inRange && !width.isZero() && width.toNanosPart() == 0) {
        return width;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw BadQueryException.invalid(
        "interval",
        "must be a duration of ISO 8601 in whole seconds, at least one, such as PT10M or P1D");
  }

  private static int limit(QueryText text) throws BadQueryException {
    String limit = text.find("limit").orElse(Integer.toString(DEFAULT_LIMIT));
    int number = limit.matches("[0-9]{1,9}") ? Integer.parseInt(limit) : 0;
    if (number >= 1 && number <= MAX_LIMIT) {
      return number;
    }
    throw BadQueryException.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
  }
}
