package io.catchment.search;

import java.time.Duration;

/**
 * How much one statement looks through: more after one that was quick, less after a slow one, so
 * that a search can stop in between. Used by one search.
 */
final class Pace {

  private static final Duration QUICK = Duration.ofMillis(250);
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final int GROWTH = 4;
  private static final long LEAST = 1_000;

  /** Rows of one statement; H2 holds them all in memory. */
  private static final int MAX_ROWS = 1_000;

  private long width;
  private int rows;

  /**
   * The pace to begin with.
   *
   * @param width of a window; everything if {@link Long#MAX_VALUE}
   * @param rows how many are needed at least
   */
  Pace(long width, int rows) {
    this.width = width;
    this.rows = rows;
  }

  /** Of the next window. */
  long width() {
    return width;
  }

  /** How many rows the next statement reads at most. */
  int rows() {
    return rows;
  }

  /** A statement took so long. */
  void took(Duration time) {
    if (time.compareTo(QUICK) < 0) {
      width = width > Long.MAX_VALUE / GROWTH ? Long.MAX_VALUE : width * GROWTH;
      rows = Math.max(rows, Math.min(rows * GROWTH, MAX_ROWS));
    } else if (time.compareTo(SLOW) > 0) {
      width = Math.max(Math.min(width, LEAST), width / GROWTH);
    }
  }
}
