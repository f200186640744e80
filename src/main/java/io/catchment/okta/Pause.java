package io.catchment.okta;

import java.time.Clock;
import java.time.Duration;

/**
 * How long an org's Okta is left alone between two looks. Counted by the machine's uptime, which
 * nobody sets back. For one thread at a time.
 */
public final class Pause {

  /** How many intervals Okta is left alone that refused our credentials. */
  private static final int AFTER_REFUSAL = 10;

  private final Duration interval;
  private final Clock clock;
  private long end = System.nanoTime();

  /**
   * A pause that is over.
   *
   * @param interval what it lasts when nothing is the matter
   */
  public Pause(Duration interval, Clock clock) {
    this.interval = interval;
    this.clock = clock;
  }

  public boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** Begins one of so many intervals. */
  public void begin(int intervals) {
    begin(interval.multipliedBy(intervals));
  }

  /**
   * Begins one of the length that a failure asks for: until the rate limit allows a request, or
   * longer than an interval if our credentials were refused.
   */
  public void beginAfter(Exception failure) {
    if (failure instanceof OktaBusyException busy) {
      begin(Duration.between(clock.instant(), busy.againAt()));
    } else {
      begin(failure instanceof OktaRefusedException ? AFTER_REFUSAL : 1);
    }
  }

  private void begin(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }
}
