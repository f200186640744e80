package io.catchment.platform;

import java.time.Duration;

/**
 * How the System Log is read, of every org alike.
 *
 * @param interval the shortest time from one poll to the next, and from one look at the hook to the
 *     next; at least a second
 * @param lookback how far the first poll reaches back; at most the 90 days that Okta keeps
 * @param grace how long a hook may take to bring an event before it counts as missed
 * @param rateShare the part of Okta's rate limit that may be used, above 0 and at most 1
 */
public record ReconcileSettings(
    Duration interval, Duration lookback, Duration grace, double rateShare) {

  /** What holds if nothing is set. */
  public static final ReconcileSettings DEFAULT =
      new ReconcileSettings(Duration.ofMinutes(1), Duration.ofDays(7), Duration.ofMinutes(2), 0.5);
}
