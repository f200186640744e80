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
  private static final int RETREAT = 16;

  /** Events may be so large that few of them take a second. */
  private static final long LEAST = 16;

  /** Rows of one statement; H2 holds them all in memory. */
  private static final int MAX_ROWS = 1_000;

  private final long firstWidth;
  private long widest = Long.MAX_VALUE;
  private long width;
  private int rows;

  /**
   * The pace to begin with.
   *
   * @param firstWidth of a window
   * @param allAtOnce whether everything is tried in one window first
   * @param rows how many are needed at least
   */
  Pace(long firstWidth, boolean allAtOnce, int rows) {
    this.firstWidth = firstWidth;
    this.width = allAtOnce ? Long.MAX_VALUE : firstWidth;
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
      width = width > widest / GROWTH ? widest : width * GROWTH;
      rows = Math.max(rows, Math.min(rows * GROWTH, MAX_ROWS));
    } else if (time.compareTo(SLOW) > 0) {
      width = Math.max(Math.min(width, LEAST), width / GROWTH);
    }
  }

  /**
   * A statement was given up. No later one is as wide.
   *
   * @return whether there is a narrower window to try
   */
  boolean retreat() {
    boolean wide = width > LEAST;
    widest = Math.max(LEAST, width / 2);
    width = Math.max(LEAST, Math.min(firstWidth, width / RETREAT));
    return wide;
  }
}
