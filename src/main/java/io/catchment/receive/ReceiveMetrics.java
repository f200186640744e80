package io.catchment.receive;

import io.catchment.platform.Settings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Counts what comes in at the door of this node.
 *
 * <p>The outcomes of {@code catchment_deliveries_total} add up to all {@code POST}s to a hook,
 * those of {@code catchment_verifications_total} to all {@code GET}s. What was answered 204 is
 * {@code queued} plus {@code stored}; together with {@code malformed} and {@code too_large}, which
 * are kept as dead letters, that is what the store gets to see sooner or later. Worry when {@code
 * unavailable} grows (Okta retries once), and when {@code stored} does (the broker is away).
 */
@ApplicationScoped
class ReceiveMetrics {

  /** The label of every org that is not configured: a caller must not be able to invent labels. */
  private static final String UNKNOWN_ORG = "unknown";

  private final Settings settings;
  private final Counter deliveries;
  private final Counter verifications;
  private final Histogram duration;

  /** For the container's proxy. */
  protected ReceiveMetrics() {
    settings = null;
    deliveries = null;
    verifications = null;
    duration = null;
  }

  @Inject
  ReceiveMetrics(PrometheusRegistry registry, Settings settings) {
    this.settings = settings;
    deliveries =
        Counter.builder()
            .name("catchment_deliveries_total")
            .help("Event hook calls by how they were answered")
            .labelNames("org", "outcome")
            .register(registry);
    verifications =
        Counter.builder()
            .name("catchment_verifications_total")
            .help("One-time verification calls by how they were answered")
            .labelNames("org", "outcome")
            .register(registry);
    duration =
        Histogram.builder()
            .name("catchment_receive_duration_seconds")
            .help("Time from an authenticated call to its answer")
            .unit(Unit.SECONDS)
            .classicOnly()
            .register(registry);
  }

  void countRefusal(ContainerRequestContext request, Answer answer) {
    countRefusal(request.getMethod(), HookResource.orgOf(request), answer);
  }

  void countRefusal(String method, String org, Answer answer) {
    count(method.equals(HttpMethod.GET) ? verifications : deliveries, org, answer);
  }

  void countVerification(String org, Answer answer) {
    count(verifications, org, answer);
  }

  void countDelivery(String org, Answer answer, long nanoseconds) {
    count(deliveries, org, answer);
    duration.observe(Unit.nanosToSeconds(nanoseconds));
  }

  private void count(Counter counter, String org, Answer answer) {
    String label = settings.findOrg(org).isPresent() ? org : UNKNOWN_ORG;
    counter.labelValues(label, answer.label()).inc();
  }
}
