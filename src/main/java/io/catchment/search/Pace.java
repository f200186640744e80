package io.catchment.search;

import java.time.Duration;
import java.util.OptionalLong;

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

  /** How many events a statement looks through at first, after one that was given up. */
  private static final long FEW = 1_000;

  /** Rows of one statement; H2 holds them all in memory. */
  private static final int MAX_ROWS = 1_000;

  private final long firstWidth;
  private long widest = Long.MAX_VALUE;
  private long width;
  private int rows;
  private long most = Long.MAX_VALUE;
  private long events = Long.MAX_VALUE;

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

  /** How many events the next statement may look through at most; empty if that does not matter. */
  OptionalLong events() {
    return events == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(events);
  }

  private static long fewer(long events) {
    return events == Long.MAX_VALUE ? events : events / GROWTH;
  }

  /** A statement took so long. */
  void took(Duration time) {
    if (time.compareTo(QUICK) < 0) {
      width = width > widest / GROWTH ? widest : width * GROWTH;
      rows = Math.max(rows, Math.min(rows * GROWTH, MAX_ROWS));
      events = events > most / GROWTH ? most : events * GROWTH;
    } else if (time.compareTo(SLOW) > 0) {
      width = Math.max(Math.min(width, LEAST), width / GROWTH);
      events = Math.max(Math.min(events, FEW / RETREAT), fewer(events));
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

  /**
   * A statement was given up, and it is not only how wide it was: an instant may be crowded. No
   * later one looks through as many events.
   *
   * @return whether fewer can be tried
   */
  boolean thin() {
    boolean many = events > 1;
    most = Math.max(1, events / 2);
    events = Math.max(1, Math.min(FEW, events / RETREAT));
    return many;
  }
}
