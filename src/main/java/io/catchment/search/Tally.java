package io.catchment.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts events, and the values that they have, by buckets. Used by one statistic. */
final class Tally {

  /** Each is a value in a bucket; a hundred bytes, and its share of the value. */
  static final int MAX_CELLS = 200_000;

  /** The most frequent value first; none at all counts as a value, and comes last of its like. */
  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
      Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
          .thenComparing(
              Map.Entry::getKey, Comparator.nullsLast(Comparator.<String>naturalOrder()));

  private final long[] events;
  private final long[] others;
  private final Map<Cell, Long> cells = new HashMap<>();

  Tally(int buckets) {
    events = new long[buckets];
    others = new long[buckets];
  }

  /** One with the same buckets, and nothing in them. */
  Tally empty() {
    return new Tally(events.length);
  }

  /**
   * All of another one counts here too.
   *
   * @throws TooManyValuesException if more are to be held than can be
   */
  void add(Tally other) {
    for (int i = 0; i < events.length; i++) {
      events[i] += other.events[i];
      others[i] += other.others[i];
    }
    other.cells.forEach((cell, number) -> addValue(cell.bucket(), cell.value(), number));
  }

  /** Some events are in a bucket. */
  void addEvents(int bucket, long number) {
    events[bucket] += number;
  }

  /**
   * Some events in a bucket have a value.
   *
   * @throws TooManyValuesException if more are held already than can be
   */
  void addValue(int bucket, String value, long number) {
    cells.merge(new Cell(value, bucket), number, Long::sum);
    if (cells.size() > MAX_CELLS) {
      throw new TooManyValuesException(MAX_CELLS);
    }
  }

  /** Some events in a bucket have values that are not to be named. */
  void addOthers(int bucket, long number) {
    others[bucket] += number;
  }

  /** How often each value was counted; to be changed by the caller at will. */
  Map<String, Long> values() {
    Map<String, Long> values = new HashMap<>();
    cells.forEach((cell, number) -> values.merge(cell.value(), number, Long::sum));
    return values;
  }

  /** The most frequent ones of some values. */
  static Set<String> mostFrequent(Map<String, Long> values, int limit) {
    Set<String> most = new HashSet<>();
    values.entrySet().stream()
        .sorted(MOST_FREQUENT)
        .limit(limit)
        .forEach(entry -> most.add(entry.getKey()));
    return most;
  }

  /** What was counted, with these values by themselves, the most frequent one first. */
  Statistic statistic(Set<String> named) {
    Map<String, long[]> counts = new HashMap<>();
    named.forEach(value -> counts.put(value, new long[events.length]));
    long[] rest = others.clone();
    cells.forEach(
        (cell, number) -> counts.getOrDefault(cell.value(), rest)[cell.bucket()] += number);
    Map<String, Long> totals = new HashMap<>();
    counts.forEach((value, counted) -> totals.put(value, Statistic.sum(counted)));
    List<Statistic.Value> top =
        totals.entrySet().stream()
            .sorted(MOST_FREQUENT)
            .map(entry -> new Statistic.Value(entry.getKey(), counts.get(entry.getKey())))
            .toList();
    return new Statistic(events.clone(), top, rest);
  }

  private record Cell(String value, int bucket) {}
}
