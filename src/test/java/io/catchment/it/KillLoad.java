package io.catchment.it;

import io.catchment.it.Ledger.Sent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers from many threads as fast as the server answers: single events and batches; events that
 * are twice in a delivery, events that were sent before, and the deliveries that an earlier kill
 * left without an answer.
 */
final class KillLoad {

  private static final int THREADS = 16;
  private static final int MAX_BATCH = 20;

  /** How far back a repeated event may be. */
  private static final int RECENT = 500;

  private final Okta okta;
  private final Ledger ledger;
  private final Random random;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger refused = new AtomicInteger();

  KillLoad(Okta okta, Ledger ledger, Random random) {
    this.okta = okta;
    this.ledger = ledger;
    this.random = random;
  }

  void start() {
    ledger.begin();
    for (int i = 0; i < THREADS; i++) {
      Random own = new Random(random.nextLong());
      threads.execute(() -> deliver(own));
    }
    threads.shutdown();
  }

  /** Lets it go on for so long. */
  void goOn(Duration time) throws InterruptedException {
    if (threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("The load ended by itself.");
    }
  }

  /** Waits until every thread has noticed that the server is gone. */
  void awaitEnd() throws InterruptedException {
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The load did not end.");
    }
  }

  /** How many deliveries were answered, but not with 2xx. */
  int refused() {
    return refused.get();
  }

  private void deliver(Random own) {
    boolean answered = true;
    while (answered) {
      answered = deliver(next(own));
    }
  }

  private boolean deliver(Sent delivery) {
    ledger.send(delivery);
    try {
      if (okta.deliver(delivery.body()).statusCode() / 100 == 2) {
        ledger.acknowledge(delivery);
      } else {
        refused.incrementAndGet();
      }
      return true;
    } catch (UncheckedIOException e) {
      ledger.keepUnanswered(delivery);
      return false;
    }
  }

  private Sent next(Random own) {
    return ledger.nextUnanswered().orElseGet(() -> create(own));
  }

  private Sent create(Random own) {
    int size = own.nextBoolean() ? 1 : 2 + own.nextInt(MAX_BATCH - 1);
    List<Integer> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      events.add(event(events, own));
    }
    String body = Samples.delivery(events.stream().map(ledger::uuid).map(Samples::event).toList());
    return new Sent(body, events, false);
  }

  private int event(List<Integer> before, Random own) {
    int earlier = ledger.sent() - 1 - own.nextInt(RECENT);
    return switch (own.nextInt(10)) {
      case 0 -> earlier < 0 ? ledger.create() : earlier;
      case 1 -> before.isEmpty() ? ledger.create() : before.get(own.nextInt(before.size()));
      default -> ledger.create();
    };
  }
}
