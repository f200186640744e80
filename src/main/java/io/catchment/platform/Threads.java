package io.catchment.platform;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Brings the work of an executor's threads to its end. */
public final class Threads {

  private Threads() {}

  /** Begins nothing new, and gives what has begun so much time at the most to end. */
  public static void finish(ExecutorService executor, Duration most) {
    hang(executor, most);
  }

  /**
   * The same, and interrupts what hangs then. Nothing else is interrupted: an interrupted thread
   * makes H2 close its file.
   */
  public static void finishOrInterrupt(ExecutorService executor, Duration most) {
    if (hang(executor, most)) {
      executor.shutdownNow();
    }
  }

  /** Whether some are not over in time; whoever is interrupted does not wait to know. */
  private static boolean hang(ExecutorService executor, Duration most) {
    executor.shutdown();
    try {
      return !executor.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
