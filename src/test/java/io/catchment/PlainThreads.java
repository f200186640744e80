package io.catchment;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** Threads as a server would give them, without one. */
public final class PlainThreads implements ManagedThreadFactory {

  @Override
  public Thread newThread(Runnable task) {
    return new Thread(task);
  }

  @Override
  public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
    throw new UnsupportedOperationException();
  }
}
