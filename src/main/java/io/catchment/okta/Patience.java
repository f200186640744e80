package io.catchment.okta;

import java.time.Duration;

/** When a call has to be over, by a clock that nobody sets. */
final class Patience {

  private final long endNanos;

  Patience(Duration duration) {
    endNanos = System.nanoTime() + duration.toNanos();
  }

  /** What is left; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  boolean lastsFor(Duration wait) {
    return wait.compareTo(left()) <= 0;
  }
}
