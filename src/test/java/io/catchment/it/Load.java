package io.catchment.it;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Delivers events all the time, some hundreds a second, until it is closed. */
final class Load implements AutoCloseable {

  /** How many deliveries can be on their way at the same time. */
  static final int SENDERS = 4;

  private static final Duration PERIOD = Duration.ofMillis(10);

  private final String mark = Samples.uuid();
  private final Okta okta;
  private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<String> taken = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();

  Load(Okta okta) {
    this.okta = okta;
    for (int i = 0; i < SENDERS; i++) {
      senders.scheduleAtFixedRate(this::deliver, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The events whose delivery was answered 204 in time. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** Waits until so many more deliveries were answered 204 in time. */
  void awaitTaken(int more) {
    int before = taken.size();
    await().atMost(RunningServer.SOON).until(() -> taken.size() >= before + more);
  }

  /** What was said, and when, instead of 204 in time. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** The condition that finds these events among the others. */
  String condition() {
    return "uuid like '" + mark + "-%'";
  }

  /** Waits for the last answers. */
  @Override
  public void close() {
    finish(senders);
  }

  private static void finish(ExecutorService executor) {
    executor.shutdown();
    try {
      executor.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver() {
    String uuid = mark + "-" + number.incrementAndGet();
    long start = System.nanoTime();
    String answer;
    try {
      HttpResponse<String> response = okta.deliver(Samples.delivery(Samples.event(uuid)));
      answer = Integer.toString(response.statusCode());
    } catch (RuntimeException e) {
      answer = e.toString();
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    if (answer.equals("204") && time.compareTo(Okta.IN_TIME) < 0) {
      taken.add(uuid);
    } else {
      refused.add(answer + " after " + time);
    }
  }
}
