package io.catchment.platform;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Brings the work of an executor's threads to its end.
 *
 * <p>To be made together with the executor: Payara closes the class loader of an application before
 * it tells the beans that they end, and a class that was not loaded before is not to be had then.
 */
public final class Ending {

  private final ExecutorService executor;
  private final Duration most;

  /**
   * An end that has not begun.
   *
   * @param most how much time what has begun is given
   */
  public Ending(ExecutorService executor, Duration most) {
    this.executor = executor;
    this.most = most;
  }

  /** Begins nothing new, and gives what has begun its time to end. */
  public void finish() {
    hangs();
  }

  /**
   * The same, and interrupts what hangs then. Nothing else is interrupted: an interrupted thread
   * makes H2 close its file.
   */
  public void finishOrInterrupt() {
    if (hangs()) {
      executor.shutdownNow();
    }
  }

  /** Whether some are not over in time; whoever is interrupted does not wait to know. */
  private boolean hangs() {
    executor.shutdown();
    try {
      return !executor.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
