package io.catchment.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses those for whom there is no room, and says so in the log, without saying it for each of
 * them: of the first at once, and of the others once a minute how many they were, as long as more
 * come. Safe for many threads.
 */
public final class Crowd {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final String full;
  private final String detail;
  private final long retrySeconds;
  private final LongSupplier nanos;
  private boolean told;
  private long toldAt;
  private long refused;

  /**
   * Nobody has been refused yet.
   *
   * @param reporter the class in whose name it is logged
   * @param full what there is no room for, as a sentence for the log
   * @param detail the same for whoever asked, and what to do about it
   * @param retrySeconds after which he may try again
   */
  public Crowd(Class<?> reporter, String full, String detail, long retrySeconds) {
    this(reporter, full, detail, retrySeconds, System::nanoTime);
  }

  Crowd(Class<?> reporter, String full, String detail, long retrySeconds, LongSupplier nanos) {
    this.log = System.getLogger(reporter.getName());
    this.full = full;
    this.detail = detail;
    this.retrySeconds = retrySeconds;
    this.nanos = nanos;
  }

  /** The answer to one more, to be thrown. */
  public UnavailableException refusal() {
    count();
    return new FullException(full, detail, retrySeconds);
  }

  private synchronized void count() {
    refused++;
    long now = nanos.getAsLong();
    if (!told || now - toldAt >= PAUSE) {
      log.log(
          Level.WARNING,
          "{0} Requests that were answered 503 since this was said last: {1}",
          full,
          Long.toString(refused));
      told = true;
      toldAt = now;
      refused = 0;
    }
  }
}
