package io.catchment.search;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Counts the clients of the live tail on this node. Worry when many skip much, or none fits in. */
@ApplicationScoped
class LiveMetrics {

  @Inject PrometheusRegistry registry;
  private Gauge clients;
  private Counter skipped;

  /** With the application, so that they show before anybody came. */
  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    clients =
        Gauge.builder()
            .name("catchment_live_clients")
            .help("Clients of the live tail on this node")
            .register(registry);
    skipped =
        Counter.builder()
            .name("catchment_live_skipped_total")
            .help("Events that slow clients of the live tail were not sent")
            .register(registry);
  }

  /** A client is here. */
  void came() {
    clients.inc();
  }

  /** It is gone; said once of each that came, whoever ended it. */
  void went() {
    clients.dec();
  }

  void countSkipped(long events) {
    skipped.inc(events);
  }
}
