package io.catchment.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * When the events of a year happen: by day five times as many as by night, at weekends a third of
 * it. The same for the same end.
 */
final class WorkingHours {

  static final Duration LENGTH = Duration.ofDays(365);

  private static final int HOURS_OF_A_WEEK = 168;
  private static final int HOURS_OF_A_DAY = 24;

  private final Instant begin;
  private final int events;

  /** The sums of the weights of the hours up to each. */
  private final double[] sums = new double[(int) LENGTH.toHours() + 1];

  WorkingHours(Instant end, int events) {
    this.begin = end.minus(LENGTH);
    this.events = events;
    for (int hour = 1; hour < sums.length; hour++) {
      // Counted from the end, so that the last hours are a working day's: those are looked at most.
      sums[hour] = sums[hour - 1] + weight(sums.length - hour);
    }
  }

  private static double weight(int hoursToTheEnd) {
    int hour = Math.floorMod(17 - hoursToTheEnd, HOURS_OF_A_DAY);
    boolean day = hour >= 8 && hour < 18;
    boolean weekend = Math.floorMod(hoursToTheEnd, HOURS_OF_A_WEEK) > 5 * HOURS_OF_A_DAY;
    return (day ? 5.0 : 1.0) * (weekend ? 0.33 : 1.0);
  }

  /** The time of an event, to the millisecond as Okta's, by its number from 0; never falls. */
  Instant of(int event) {
    double sum = sums[sums.length - 1] * event / events;
    int found = Arrays.binarySearch(sums, sum);
    int hour = found >= 0 ? found : -found - 2;
    double part = (sum - sums[hour]) / (sums[hour + 1] - sums[hour]);
    return begin.plus(Duration.ofHours(hour)).plusMillis((long) (part * 3_600_000));
  }
}
