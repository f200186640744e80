package io.catchment.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/** Lets so many entries of a minute through, and counts the others. Safe for many threads. */
final class Flood {

  static final int MOST = 30;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Logger LOG = System.getLogger(Flood.class.getName());

  private Instant begin = Instant.MIN;
  private int entries;

  /** Whether one more is kept. */
  synchronized boolean lets(Instant now) {
    if (!now.isBefore(end())) {
      if (entries > MOST) {
        LOG.log(
            Level.WARNING,
            "{0} more refusals than the audit trail keeps of a minute, from {1} on",
            entries - MOST,
            begin.toString());
      }
      begin = now;
      entries = 0;
    }
    entries++;
    return entries <= MOST;
  }

  private Instant end() {
    return begin.equals(Instant.MIN) ? Instant.MIN : begin.plus(WINDOW);
  }
}
