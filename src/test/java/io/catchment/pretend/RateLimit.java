package io.catchment.pretend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many requests a bucket takes in a window of time, and how many came. A window begins with the
 * first request after the end of the one before. Without a limit until {@link #allow} sets one.
 * Safe for many threads.
 */
public final class RateLimit {

  private static final int NONE = Integer.MAX_VALUE;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Clock clock;
  private int limit = NONE;
  private Duration window = MINUTE;
  private Instant end = Instant.MIN;
  private int used;
  private int requests;
  private int refused;
  private int highestUse;

  RateLimit(Clock clock) {
    this.clock = clock;
  }

  /** From now on, so many requests in a window, and a new window. The counts stay. */
  public synchronized void allow(int most, Duration window) {
    limit = most;
    this.window = window;
    end = Instant.MIN;
  }

  /** Takes {@link #allow} back. Answers have no rate limit headers then. */
  public synchronized void allowAll() {
    allow(NONE, MINUTE);
  }

  /** How many requests came, whatever became of them. */
  public synchronized int requests() {
    return requests;
  }

  /** How many of them were over the limit and answered 429. A fault of that status is not. */
  public synchronized int refused() {
    return refused;
  }

  /** The highest number of requests that came in one window. */
  public synchronized int highestUse() {
    return highestUse;
  }

  /** Begins all counts and the window anew; the limit stays. */
  public synchronized void forgetCounts() {
    requests = 0;
    refused = 0;
    highestUse = 0;
    end = Instant.MIN;
  }

  /** Counts a request. */
  synchronized Use count() {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(window);
      used = 0;
    }
    used++;
    requests++;
    highestUse = Math.max(highestUse, used);
    if (used > limit) {
      refused++;
    }
    return new Use(limit, Math.max(0, limit - used), resetAt(), used > limit);
  }

  /** Rounded up: a client that comes back at that second must not be too early. */
  private long resetAt() {
    return end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
  }

  /**
   * What a request is told of the limit.
   *
   * @param resetAt the end of the window, in seconds since 1970
   * @param isOver whether the request is one too many
   */
  record Use(int limit, int remaining, long resetAt, boolean isOver) {
    boolean isLimited() {
      return limit != NONE;
    }
  }
}
