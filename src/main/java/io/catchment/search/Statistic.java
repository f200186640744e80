package io.catchment.search;

import io.catchment.event.Party;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many events there are.
 *
 * @param events in each bucket
 * @param top the most frequent values, the most frequent first; none if they were not asked for
 * @param others how often the events of each bucket have other values
 * @param parties who or what some of the values are, if they are ids
 */
record Statistic(long[] events, List<Value> top, long[] others, Map<String, Party> parties) {

  Statistic {
    top = List.copyOf(top);
    parties = Map.copyOf(parties);
  }

  Statistic(long[] events, List<Value> top, long[] others) {
    this(events, top, others, Map.of());
  }

  /** The same, and who or what the values are. */
  Statistic with(Map<String, Party> known) {
    return new Statistic(events, top, others, known);
  }

  /** All of some counts together. */
  static long sum(long[] counts) {
    return Arrays.stream(counts).sum();
  }

  /**
   * A value, and how many events have it.
   *
   * @param value null if they have none
   * @param counts in each bucket
   */
  record Value(String value, long[] counts) {}
}
