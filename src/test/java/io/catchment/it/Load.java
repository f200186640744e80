package io.catchment.it;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Delivers events all the time, a hundred a second, and remembers what was answered. */
final class Load implements AutoCloseable {

  private static final int SENDERS = 8;
  private static final int PERIOD_MILLISECONDS = 80;

  private final Okta okta;
  private final String prefix = "load-" + Samples.uuid() + "-";
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> readiness = new ConcurrentHashMap<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(SENDERS + 1);

  Load(Okta okta) {
    this.okta = okta;
    for (int i = 0; i < SENDERS; i++) {
      threads.scheduleAtFixedRate(
          this::deliver, i * 10L, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
    threads.scheduleAtFixedRate(this::askReady, 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void deliver() {
    String uuid = prefix + number.incrementAndGet();
    String answer = call(() -> okta.deliver(Samples.delivery(Samples.event(uuid))).statusCode());
    if (answer.equals("204")) {
      taken.add(uuid);
    }
    answers.merge(answer, 1, Integer::sum);
  }

  private void askReady() {
    readiness.merge(call(() -> okta.get("/catchment/health/ready").statusCode()), 1, Integer::sum);
  }

  private static String call(IntSupplier status) {
    try {
      return Integer.toString(status.getAsInt());
    } catch (UncheckedIOException e) {
      return e.getCause() instanceof HttpTimeoutException ? "timeout" : "closed";
    }
  }

  /** What all its uuids begin with. */
  String prefix() {
    return prefix;
  }

  /** The events that were answered 204. */
  Set<String> taken() {
    return taken;
  }

  /** How often each status was answered to a delivery; {@code closed} counts broken connections. */
  Map<String, Integer> answers() {
    return answers;
  }

  /** The same for the question whether Catchment is ready. */
  Map<String, Integer> readiness() {
    return readiness;
  }

  /** Waits for the last answers. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
