package io.catchment.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets so many entries of a minute through, and counts the others; the log says when the first is
 * not kept, and, when the next comes after that minute, how many were not. Safe for many threads.
 */
final class Flood {

  static final int MOST = 30;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Logger LOG = System.getLogger(Flood.class.getName());

  private final String what;
  private Instant begin = Instant.MIN;
  private int entries;

  /**
   * None has come yet.
   *
   * @param what the entries that are counted, in words
   */
  Flood(String what) {
    this.what = what;
  }

  /** Whether one more is kept. */
  synchronized boolean lets(Instant now) {
    if (!now.isBefore(end())) {
      tellNumber();
      begin = now;
      entries = 0;
    }
    entries++;
    if (entries == MOST + 1) {
      LOG.log(
          Level.WARNING,
          "More {0} than the audit trail keeps of a minute: no more of them before {1}",
          what,
          end().toString());
    }
    return entries <= MOST;
  }

  private void tellNumber() {
    if (entries > MOST) {
      LOG.log(
          Level.WARNING,
          "{0} more {1} than the audit trail keeps of a minute, from {2} on",
          entries - MOST,
          what,
          begin.toString());
    }
  }

  private Instant end() {
    return begin.equals(Instant.MIN) ? Instant.MIN : begin.plus(WINDOW);
  }
}
