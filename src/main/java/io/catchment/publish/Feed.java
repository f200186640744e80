package io.catchment.publish;

import io.catchment.platform.Outage;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes one subscription on this node, in one thread at a time.
 *
 * <p>A call that comes while it runs is not lost: it makes the run go round once more. After a
 * failure it waits for the next sweep, whatever comes in meanwhile, and then begins with a single
 * event: a destination with little room must not refuse for ever because of the size of a batch.
 */
final class Feed implements Runnable {

  /** How long a destination may take over a batch until that is reported. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Outage outage;
  private final Integer subscriptionId;
  private final Publisher publisher;
  private final ExecutorService executor;
  private final AtomicInteger calls = new AtomicInteger();
  private int mostEvents = Batch.MAX_EVENTS;
  private volatile boolean failed;
  private volatile long batchStart;

  Feed(String name, Publisher publisher, Integer subscriptionId, ExecutorService executor) {
    this.outage =
        new Outage(
            Feed.class,
            "Events wait in the outbox, " + name + " cannot be published",
            name + " is published again");
    this.publisher = publisher;
    this.subscriptionId = subscriptionId;
    this.executor = executor;
  }

  /** There are new events. */
  void wake() {
    if (!failed) {
      run(calls.getAndIncrement());
    }
  }

  /** It is time to look, and to try again what failed. */
  void sweep() {
    int before = calls.getAndIncrement();
    if (before > 0 && System.nanoTime() - batchStart > PATIENCE.toNanos()) {
      outage.report(
          new TimeoutException("its destination does not take a batch within " + PATIENCE));
    }
    run(before);
  }

  private void run(int callsBefore) {
    if (callsBefore == 0) {
      try {
        batchStart = System.nanoTime();
        executor.execute(this);
      } catch (RejectedExecutionException e) {
        // The application is being stopped; the events wait for its next start.
        calls.set(0);
      }
    }
  }

  @Override
  public void run() {
    int answered;
    do {
      answered = calls.get();
      publishAll();
    } while (!calls.compareAndSet(answered, 0));
  }

  /** Stops at the first failure, and between two batches when the application is stopped. */
  private void publishAll() {
    try {
      boolean more = true;
      while (more && !executor.isShutdown()) {
        batchStart = System.nanoTime();
        more = publisher.publishNext(subscriptionId, mostEvents);
        mostEvents = Math.min(2 * mostEvents, Batch.MAX_EVENTS);
      }
      if (!more) {
        failed = false;
        outage.end();
      }
    } catch (Exception | Error e) {
      // An Error too: a run that ends by it would keep every later call from starting another.
      mostEvents = 1;
      failed = true;
      outage.report(e);
    }
  }
}
