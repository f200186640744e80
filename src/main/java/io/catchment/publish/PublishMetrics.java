package io.catchment.publish;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Counts what goes out.
 *
 * <p>For each subscription, {@code catchment_published_total} over all nodes plus {@code
 * catchment_outbox_events} is what {@code catchment_events_total{outcome="stored"}} is, or more: an
 * event that had to be sent again counts again. The gauge is read from the database, so it is the
 * same on every node, and missing while the database is away. Worry when it does not fall.
 */
@ApplicationScoped
class PublishMetrics {

  private static final Logger LOG = System.getLogger(PublishMetrics.class.getName());

  @Inject PrometheusRegistry registry;
  @Inject Outbox outbox;
  private Counter published;

  /** With the application, so that a backlog shows before this node has published anything. */
  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    published =
        Counter.builder()
            .name("catchment_published_total")
            .help("Events sent to a subscription's destination")
            .labelNames("subscription")
            .register(registry);
    GaugeWithCallback.builder()
        .name("catchment_outbox_events")
        .help("Events that a subscription has still to be sent")
        .labelNames("subscription")
        .callback(this::readBacklogs)
        .register(registry);
  }

  void countPublished(String subscription, int events) {
    published.labelValues(subscription).inc(events);
  }

  private void readBacklogs(GaugeWithCallback.Callback gauge) {
    try {
      outbox.backlogs().forEach(b -> gauge.call(b.events(), b.subscription()));
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The outbox cannot be counted now: {0}", e.getMessage());
    }
  }
}
