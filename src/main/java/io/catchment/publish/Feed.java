package io.catchment.publish;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes one subscription on this node, in one thread at a time.
 *
 * <p>A call that comes while it runs is not lost: it makes the run go round once more.
 */
final class Feed implements Runnable {

  private static final Logger LOG = System.getLogger(Feed.class.getName());

  private final String name;
  private final Integer subscriptionId;
  private final Publisher publisher;
  private final Executor executor;
  private final AtomicInteger calls = new AtomicInteger();
  private boolean failing;

  Feed(String name, Publisher publisher, Integer subscriptionId, Executor executor) {
    this.name = name;
    this.publisher = publisher;
    this.subscriptionId = subscriptionId;
    this.executor = executor;
  }

  void wake() {
    if (calls.getAndIncrement() == 0) {
      executor.execute(this);
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
      report(null);
    } catch (Exception e) {
      report(e);
    }
  }

  /** Once when it begins to fail, and once when it works again. */
  private void report(Exception failure) {
    if (failure != null && !failing) {
      LOG.log(
          Level.WARNING, "Events wait in the outbox, " + name + " cannot be published", failure);
    } else if (failure == null && failing) {
      LOG.log(Level.INFO, "{0} is published again", name);
    }
    failing = failure != null;
  }
}
