package io.catchment.search;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time, cut into pieces of the same width; the last one may be shorter.
 *
 * @param since where the first one begins, to the microsecond
 * @param until where the last one ends, to the microsecond
 * @param width of each, in whole seconds
 */
record Buckets(Instant since, Instant until, Duration width) {

  private static final long MICROS = 1_000_000;
  private static final int NANOS = 1_000;

  /** Databases count seconds with a fraction; whole numbers leave nothing to rounding. */
  private static final String INDEX =
      "(cast(extract(epoch from e.published_at) * 1000000 as bigint) - cast(? as bigint))"
          + " / cast(? as bigint)";

  /** How many there are; none if the time is empty. */
  long count() {
    long size = widthMicros();
    return (untilMicros() - sinceMicros() + size - 1) / size;
  }

  /** Where one begins, counted from 0. */
  Instant begin(int index) {
    return since.plus(index * widthMicros(), ChronoUnit.MICROS);
  }

  /** In which one an instant of the time is, counted from 0. */
  int indexOf(Instant instant) {
    return Math.toIntExact((micros(instant) - sinceMicros()) / widthMicros());
  }

  /** The same, as SQL says it of an event's time. */
  Condition index() {
    return Condition.of(INDEX, sinceMicros(), widthMicros());
  }

  /** Where the first one begins, in microseconds from 1970 on. */
  long sinceMicros() {
    return micros(since);
  }

  /** Where the last one ends, in microseconds from 1970 on. */
  long untilMicros() {
    return micros(until);
  }

  /** How wide they are, in microseconds. */
  long widthMicros() {
    return width.toSeconds() * MICROS;
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * MICROS + instant.getNano() / NANOS;
  }
}
