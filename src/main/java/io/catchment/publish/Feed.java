package io.catchment.publish;

import io.catchment.platform.Outage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes one subscription on this node, in one thread at a time.
 *
 * <p>A call that comes while it runs is not lost: it makes the run go round once more.
 */
final class Feed implements Runnable {

  private final Outage outage;
  private final Integer subscriptionId;
  private final Publisher publisher;
  private final Executor executor;
  private final AtomicInteger calls = new AtomicInteger();

  Feed(String name, Publisher publisher, Integer subscriptionId, Executor executor) {
    this.outage =
        new Outage(
            Feed.class,
            "Events wait in the outbox, " + name + " cannot be published",
            name + " is published again");
    this.publisher = publisher;
    this.subscriptionId = subscriptionId;
    this.executor = executor;
  }

  void wake() {
    if (calls.getAndIncrement() == 0) {
      try {
        executor.execute(this);
      } catch (RejectedExecutionException e) {
        calls.set(0);
        outage.report(e);
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

  /** Stops at the first failure: the next sweep tries again. */
  private void publishAll() {
    try {
      boolean more = true;
      while (more) {
        more = publisher.publishNext(subscriptionId);
      }
      outage.end();
    } catch (Exception | Error e) {
      // An Error too: a run that ends by it would keep every later call from starting another.
      outage.report(e);
    }
  }
}
