package io.catchment.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes so many times faster than the time. */
final class QuickClock extends Clock {

  private final Clock clock = Clock.systemUTC();
  private final Instant begin = clock.instant();
  private final int times;

  QuickClock(int times) {
    this.times = times;
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.between(begin, clock.instant()).multipliedBy(times));
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
