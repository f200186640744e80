package io.catchment.receive;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Shows what is known on this node of the addresses that Okta publishes, if an org asks for them.
 *
 * <p>Worry when {@code catchment_okta_ranges{reach="as_set"}} is 0: more may send than the settings
 * say. And when the age grows past a day or two: Okta may send from addresses that are turned away.
 */
@ApplicationScoped
class RangesMetrics {

  private static final double MILLISECONDS = 1e3;

  @Inject PrometheusRegistry registry;

  void watch(PublishedRanges ranges) {
    GaugeWithCallback.builder()
        .name("catchment_okta_ranges")
        .help("1 at who may send of an org that allows Okta's published addresses")
        .labelNames("reach")
        .callback(gauge -> showReach(gauge, ranges))
        .register(registry);
    GaugeWithCallback.builder()
        .name("catchment_okta_ranges_age_seconds")
        .help("How long ago the file of Okta's addresses in force was fetched")
        .callback(
            gauge -> ranges.findAge().ifPresent(age -> gauge.call(age.toMillis() / MILLISECONDS)))
        .register(registry);
  }

  private static void showReach(GaugeWithCallback.Callback gauge, PublishedRanges ranges) {
    Reach now = ranges.reach();
    for (Reach reach : Reach.values()) {
      gauge.call(reach == now ? 1 : 0, reach.label());
    }
  }
}
