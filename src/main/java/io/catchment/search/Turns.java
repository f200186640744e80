package io.catchment.search;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets only so many do something at the same time; the others wait a little, in their order. */
final class Turns {

  private static final long PATIENCE_SECONDS = 5;

  private final Semaphore turns;

  Turns(int atOnce) {
    turns = new Semaphore(atOnce, true);
  }

  /**
   * Does the work when its turn comes.
   *
   * @throws SearchTimeoutException if it does not come soon
   */
  <T> T with(Supplier<T> work) {
    take();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private void take() {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new SearchTimeoutException("Too many searches run at the same time.", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SearchTimeoutException("The search was interrupted.", e);
    }
  }
}
