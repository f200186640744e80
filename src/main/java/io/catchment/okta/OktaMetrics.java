package io.catchment.okta;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Counts what this node asks Okta for.
 *
 * <p>The statuses of {@code catchment_okta_requests_total} add up to all requests that were sent;
 * {@code none} got no whole answer. Worry when there is a {@code 429}: another client uses up the
 * limit. The gauges are what Okta last said, which holds until its window of a minute ends, and
 * missing as long as nothing was asked.
 */
@ApplicationScoped
class OktaMetrics {

  private static final double NANOSECONDS = 1e9;

  private final Map<String, Supplier<List<HeadRoom>>> headRooms = new ConcurrentHashMap<>();
  private final Counter requests;
  private final Counter waiting;

  /** For the container's proxy. */
  protected OktaMetrics() {
    requests = null;
    waiting = null;
  }

  @Inject
  OktaMetrics(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("catchment_okta_requests_total")
            .help("Requests to Okta's API by the status of the answer")
            .labelNames("org", "bucket", "status")
            .register(registry);
    waiting =
        Counter.builder()
            .name("catchment_okta_waiting_seconds_total")
            .help("Time that requests waited for Okta's rate limit")
            .unit(Unit.SECONDS)
            .labelNames("org", "bucket")
            .register(registry);
    registerGauges(registry);
  }

  private void registerGauges(PrometheusRegistry registry) {
    gauge(registry, "catchment_okta_rate_limit", "Requests in a window", HeadRoom::limit);
    gauge(
        registry,
        "catchment_okta_rate_limit_remaining",
        "Requests that are left in the window",
        HeadRoom::remaining);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToLongFunction<HeadRoom> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help + ", as Okta last said")
        .labelNames("org", "bucket")
        .callback(gauge -> readHeadRooms(gauge, value))
        .register(registry);
  }

  private void readHeadRooms(GaugeWithCallback.Callback gauge, ToLongFunction<HeadRoom> value) {
    headRooms.forEach(
        (org, rooms) ->
            rooms.get().forEach(r -> gauge.call((double) value.applyAsLong(r), org, r.bucket())));
  }

  void watch(String org, Supplier<List<HeadRoom>> rooms) {
    headRooms.put(org, rooms);
  }

  void countAnswer(String org, Bucket bucket, int status) {
    requests.labelValues(org, bucket.label(), String.valueOf(status)).inc();
  }

  void countLost(String org, Bucket bucket) {
    requests.labelValues(org, bucket.label(), "none").inc();
  }

  void countWaiting(String org, Bucket bucket, Duration time) {
    waiting.labelValues(org, bucket.label()).inc(time.toNanos() / NANOSECONDS);
  }
}
