package io.catchment.benchmark;

import io.catchment.benchmark.Subject.Counts;
import java.util.function.ToLongFunction;

/**
 * Events that are dealt with one after the other, timed from the first look that finds some of
 * them.
 *
 * @param count which of the counts is meant
 * @param first what it was at that look
 * @param start the time of it, of {@link System#nanoTime}
 */
record Stretch(Subject subject, ToLongFunction<Counts> count, long first, long start) {

  /** Waits until the count has grown from there. */
  static Stretch begin(Subject subject, ToLongFunction<Counts> count, long before) {
    Counts first = subject.await(counts -> count.applyAsLong(counts) > before);
    return new Stretch(subject, count, count.applyAsLong(first), System.nanoTime());
  }

  /** Waits until the count is so high; events a second. */
  double rateUntil(long end) {
    Counts last = subject.await(counts -> count.applyAsLong(counts) >= end);
    return (count.applyAsLong(last) - first) / Column.seconds(start);
  }
}
