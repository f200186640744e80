package io.catchment.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Work that is done again and again in threads of its own, until it is stopped. */
public final class Rounds {

  private static final Logger LOG = System.getLogger(Rounds.class.getName());
  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;
  private final Ending ending;

  /**
   * Rounds that have not begun.
   *
   * @param most how many of them may go on at the same time
   */
  public Rounds(int most, ThreadFactory threads) {
    executor = new ScheduledThreadPoolExecutor(Math.max(1, most), threads);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    ending = new Ending(executor, TIME_TO_FINISH);
  }

  /** Has all its threads from now on, so that work begins even when no more can be had. */
  public void begin() {
    executor.prestartAllCoreThreads();
  }

  /** Does work after a pause, and again so long after its end, whatever it throws. */
  public void repeat(Runnable work, Duration pause) {
    repeat(work, pause, pause);
  }

  /** Does work now, and again after a pause, whatever it throws. */
  public void repeatFromNow(Runnable work, Duration pause) {
    repeat(work, Duration.ZERO, pause);
  }

  /** Does work once, after a pause; not if it is stopped before that. */
  @SuppressWarnings("FutureReturnValueIgnored") // It ends with its executor.
  public void once(Runnable work, Duration pause) {
    try {
      executor.schedule(() -> round(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It was stopped before that.
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // They end with their executor.
  private void repeat(Runnable work, Duration first, Duration pause) {
    executor.scheduleWithFixedDelay(
        () -> round(work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Thrown on, it would end what is repeated for good, and nobody would be told. */
  private static void round(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "Failed unexpectedly; what is repeated is tried again", e);
    }
  }

  /** Whether work that has no end of its own should come to one. */
  public boolean isStopping() {
    return executor.isShutdown();
  }

  /** Begins no other round, and lets those that go on end. Only what hangs is interrupted. */
  public void stop() {
    ending.finishOrInterrupt();
  }
}
