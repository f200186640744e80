package io.catchment.hooks;

import io.catchment.platform.Settings;
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
 * Shows whether each org's hook is active and verified, as Okta said last. Read from the database,
 * so it is the same on every node, and missing while that is away and for orgs that have no hook
 * and want none. Each node counts by itself how often it found a hook that was not, for what is
 * mended at once shows nowhere else.
 */
@ApplicationScoped
class HookMetrics {

  private static final Logger LOG = System.getLogger(HookMetrics.class.getName());

  private final PrometheusRegistry registry;
  private final Settings settings;
  private final HookRecords records;
  private final Counter notDelivering;
  private final Counter rejected;

  /** For the container's proxy. */
  protected HookMetrics() {
    registry = null;
    settings = null;
    records = null;
    notDelivering = null;
    rejected = null;
  }

  @Inject
  HookMetrics(PrometheusRegistry registry, Settings settings, HookRecords records) {
    this.registry = registry;
    this.settings = settings;
    this.records = records;
    this.notDelivering =
        Counter.builder()
            .name("catchment_hook_not_delivering_total")
            .help("Looks that found the org's hook missing, inactive or unverified in Okta")
            .labelNames("org")
            .register(registry);
    this.rejected =
        Counter.builder()
            .name("catchment_hook_wishes_rejected_total")
            .help("What was wanted of the org's hook while Okta was away, and rejected by it then")
            .labelNames("org")
            .register(registry);
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    GaugeWithCallback.builder()
        .name("catchment_hook_delivers")
        .help("1 if Okta delivers to the org's hook, because it is active and verified; else 0")
        .labelNames("org")
        .callback(this::read)
        .register(registry);
  }

  void countNotDelivering(String org) {
    notDelivering.labelValues(org).inc();
  }

  void countRejected(String org) {
    rejected.labelValues(org).inc();
  }

  private void read(GaugeWithCallback.Callback gauge) {
    try {
      for (String org : settings.orgs().keySet()) {
        records.find(org).ifPresent(row -> show(gauge, org, row));
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The hooks cannot be read now: {0}", e.getMessage());
    }
  }

  private static void show(GaugeWithCallback.Callback gauge, String org, HookEntity row) {
    if (row.wanted().isPresent() || row.found().isPresent()) {
      gauge.call(row.found().filter(OktaHook::delivers).isPresent() ? 1 : 0, org);
    }
  }
}
