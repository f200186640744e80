package io.catchment.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Deliveries from many senders, each sending the next as soon as the last was answered. A sender
 * that waits longer than Okta does fails it.
 */
final class Overload implements AutoCloseable {

  private static final Duration OKTA_WAITS = Duration.ofSeconds(3);

  private final String mark = Samples.uuid();
  private final Okta okta;
  private final int number;
  private final ExecutorService threads;
  private final List<Future<Sent>> senders = new ArrayList<>();

  /** Nothing is sent yet. */
  Overload(Okta okta, int senders) {
    this.okta = okta;
    this.number = senders;
    threads = Executors.newFixedThreadPool(senders);
  }

  /** Starts sending, for so long. */
  void start(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (int i = 0; i < number; i++) {
      int sender = i;
      senders.add(threads.submit(() -> send(sender, end)));
    }
    threads.shutdown();
  }

  private Sent send(int sender, long end) {
    BitSet acknowledged = new BitSet();
    int unavailable = 0;
    for (int i = 0; System.nanoTime() < end; i++) {
      String body = Samples.delivery(Samples.event(uuid(sender, i)));
      int status = okta.deliverInside(OKTA_WAITS, body).statusCode();
      switch (status) {
        case 204 -> acknowledged.set(i);
        case 503 -> unavailable++;
        default -> throw new IllegalStateException("The answer was " + status);
      }
    }
    return new Sent(acknowledged, unavailable);
  }

  /** Waits for the senders; fails with what failed one of them. */
  List<Sent> await() throws ExecutionException, InterruptedException {
    List<Sent> all = new ArrayList<>();
    for (Future<Sent> sender : senders) {
      all.add(sender.get());
    }
    return all;
  }

  /** Whether all senders have stopped, now or within this time. */
  boolean endsWithin(Duration duration) throws InterruptedException {
    return threads.awaitTermination(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  String uuid(int sender, int number) {
    return prefix(sender) + number;
  }

  /** What the uuids of one sender begin with. */
  String prefix(int sender) {
    return mark + "-" + sender + "-";
  }

  IntStream senders() {
    return IntStream.range(0, number);
  }

  @Override
  public void close() throws InterruptedException {
    threads.shutdownNow();
    threads.awaitTermination(30, TimeUnit.SECONDS);
  }

  /** What became of one sender's deliveries: the numbers of those that were answered 204. */
  record Sent(BitSet acknowledged, int unavailable) {}
}
