package io.catchment.search;

import io.catchment.SetClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock by which everything takes two seconds. */
final class TickingClock extends Clock {

  private final SetClock clock = new SetClock();

  @Override
  public Instant instant() {
    clock.advance(Duration.ofSeconds(2));
    return clock.instant();
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
