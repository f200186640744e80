package io.catchment.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Says in the log that something does not work, without saying it for every attempt: when it
 * begins, once a minute while it lasts, and when it is over. Safe for many threads.
 */
public final class Outage {

  private static final long REMINDER = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final String trouble;
  private final String end;
  private boolean lasting;
  private long attempts;
  private long reportedAt;

  /**
   * An outage that has not begun.
   *
   * @param reporter the class in whose name it is logged
   * @param trouble what does not work, as the beginning of a sentence
   * @param end what is said when it works again
   */
  public Outage(Class<?> reporter, String trouble, String end) {
    this.log = System.getLogger(reporter.getName());
    this.trouble = trouble;
    this.end = end;
  }

  /** Something failed. */
  public synchronized void report(Throwable failure) {
    attempts++;
    long now = System.nanoTime();
    if (!lasting || now - reportedAt > REMINDER) {
      log.log(Level.WARNING, "{0}: {1} (attempts: {2})", trouble, Causes.rootOf(failure), attempts);
      log.log(Level.DEBUG, trouble, failure);
      reportedAt = now;
    }
    lasting = true;
  }

  /** It worked. */
  public synchronized void end() {
    if (lasting) {
      log.log(Level.INFO, "{0}, after {1} attempts", end, attempts);
      lasting = false;
      attempts = 0;
    }
  }
}
