package io.catchment.store;

import java.time.Duration;

/**
 * How many events are counted in one transaction: fewer after one that was slow. For one thread.
 */
final class Portion {

  static final int LEAST = 500;
  static final int MOST = 20_000;

  private static final Duration QUICK = Duration.ofMillis(500);
  private static final Duration SLOW = Duration.ofMillis(800);
  private static final int GROWTH = 2;
  private static final int RETREAT = 4;

  private int size = LEAST * GROWTH;

  /** At the most. */
  int size() {
    return size;
  }

  /** So many were counted in that time. */
  void took(Duration time, int events) {
    if (time.compareTo(SLOW) > 0) {
      failed();
    } else if (time.compareTo(QUICK) < 0 && events == size) {
      size = Math.min(MOST, size * GROWTH);
    }
  }

  /** Nothing was, perhaps because it takes too long. */
  void failed() {
    size = Math.max(LEAST, size / RETREAT);
  }
}
