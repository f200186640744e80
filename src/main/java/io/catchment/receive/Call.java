package io.catchment.receive;

import jakarta.ws.rs.container.AsyncResponse;
import java.util.concurrent.atomic.AtomicReference;

/** A delivery that waits for its answer, which it gets once. Safe for many threads. */
final class Call {

  private final String org;
  private final ReceiveMetrics metrics;
  private final long start;

  /** Null as soon as it is answered, so that whoever still watches the call holds nothing of it. */
  private final AtomicReference<AsyncResponse> waiting;

  /**
   * It waits from now on.
   *
   * @param start when it came, in {@link System#nanoTime}
   */
  Call(String org, long start, AsyncResponse response, ReceiveMetrics metrics) {
    this.org = org;
    this.start = start;
    this.metrics = metrics;
    this.waiting = new AtomicReference<>(response);
  }

  /** Answers, unless somebody has. Counted before: who has the answer finds it in the metrics. */
  void answer(Receipt receipt) {
    AsyncResponse response = waiting.getAndSet(null);
    if (response != null) {
      metrics.countDelivery(org, receipt.answer(), age());
      response.resume(receipt.response());
    }
  }

  boolean isAnswered() {
    return waiting.get() == null;
  }

  /** How long ago it came, in nanoseconds. */
  long age() {
    return System.nanoTime() - start;
  }
}
