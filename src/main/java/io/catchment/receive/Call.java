package io.catchment.receive;

import jakarta.ws.rs.container.AsyncResponse;
import java.util.concurrent.atomic.AtomicReference;

/** A delivery that waits for its answer, which it gets once. Safe for many threads. */
final class Call {

  private final String org;
  private final ReceiveMetrics metrics;
  private final long start = System.nanoTime();

  /** Null as soon as it is answered, so that whoever still watches the call holds nothing of it. */
  private final AtomicReference<AsyncResponse> waiting;

  Call(String org, AsyncResponse response, ReceiveMetrics metrics) {
    this.org = org;
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

  /** How long it has been waiting, in nanoseconds. */
  long age() {
    return System.nanoTime() - start;
  }
}
