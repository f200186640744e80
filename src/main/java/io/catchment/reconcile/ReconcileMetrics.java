package io.catchment.reconcile;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.ReconcileScope;
import io.catchment.platform.Settings;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Shows what came of reading the System Logs. Read from the database, so it is the same on every
 * node, and missing while that is away. How late a log is read is shown only of orgs whose log is
 * polled.
 *
 * <p>Worry when {@code catchment_reconcile_lag_seconds} grows, and when {@code
 * catchment_reconcile_events_total} of the outcome {@code recovered} does: each of those the hook
 * has missed, but for the {@code taken_back}.
 */
@ApplicationScoped
class ReconcileMetrics {

  private static final Logger LOG = System.getLogger(ReconcileMetrics.class.getName());

  @Inject PrometheusRegistry registry;
  @Inject Settings settings;
  @Inject Progress progress;
  @Inject Quota quota;
  @Inject Clock clock;

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    CounterWithCallback.builder()
        .name("catchment_reconcile_events_total")
        .help(
            "Events that the System Log showed, by what became of them; taken_back are those of the"
                + " recovered that the hook had brought in time, and that were stored late")
        .labelNames("org", "outcome")
        .callback(callback -> forEach((org, row) -> count(callback, org, row.tally())))
        .register(registry);
    CounterWithCallback.builder()
        .name("catchment_okta_delivery_failures_total")
        .help("Deliveries to a hook of the org that failed, by Okta's own word")
        .labelNames("org")
        .callback(c -> forEach((org, row) -> c.call((double) reports(row).deliveryFailures(), org)))
        .register(registry);
    CounterWithCallback.builder()
        .name("catchment_okta_reports_total")
        .help("What else Okta reported of hooks and of its rate limits")
        .labelNames("org", "about")
        .callback(c -> forEach((org, row) -> count(c, org, reports(row))))
        .register(registry);
    GaugeWithCallback.builder()
        .name("catchment_hook_events_24h")
        .help("Events that the hook brought in 24 hours; beyond 400000 Okta delivers none")
        .labelNames("org")
        .callback(c -> settings.orgs().keySet().forEach(org -> quota(c, org)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("catchment_reconcile_failing_seconds")
        .help("How long no poll of the System Log has succeeded; 0 if the last one did")
        .labelNames("org")
        .callback(c -> forEachPolled((org, row) -> c.call(seconds(row.failingSince()), org)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("catchment_reconcile_lag_seconds")
        .help("How long ago everything that Okta had stored was read")
        .labelNames("org")
        .callback(callback -> forEachPolled((org, row) -> lag(callback, org, row)))
        .register(registry);
  }

  private static Tally.Reports reports(ReconciliationEntity row) {
    return row.tally().reports();
  }

  private static void count(CounterWithCallback.Callback counter, String org, Tally.Reports seen) {
    counter.call((double) seen.hooks(), org, "hooks");
    counter.call((double) seen.rateLimits(), org, "rate_limits");
  }

  private void quota(GaugeWithCallback.Callback gauge, String org) {
    quota.find(org).ifPresent(events -> gauge.call((double) events, org));
  }

  private static void count(CounterWithCallback.Callback callback, String org, Tally tally) {
    callback.call((double) tally.seen(), org, "seen");
    callback.call((double) tally.alreadyHad(), org, "already_had");
    callback.call((double) tally.recovered(), org, "recovered");
    callback.call((double) tally.takenBack(), org, "taken_back");
    callback.call((double) tally.failed(), org, "failed");
  }

  private void lag(GaugeWithCallback.Callback callback, String org, ReconciliationEntity row) {
    if (row.place().readUntil() != null) {
      callback.call(seconds(row.place().readUntil()), org);
    }
  }

  /** Since then; 0 since null. */
  private double seconds(Instant since) {
    return since == null ? 0 : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
  }

  private void forEach(BiConsumer<String, ReconciliationEntity> action) {
    forEach(org -> true, action);
  }

  /** What the others have left behind from before would grow for ever. */
  private void forEachPolled(BiConsumer<String, ReconciliationEntity> action) {
    forEach(org -> org.api().isPresent() && org.reconcileScope() != ReconcileScope.OFF, action);
  }

  private void forEach(
      Predicate<OrgSettings> isShown, BiConsumer<String, ReconciliationEntity> action) {
    try {
      List<String> orgs =
          settings.orgs().values().stream().filter(isShown).map(OrgSettings::alias).toList();
      for (String org : orgs) {
        progress.find(org).ifPresent(row -> action.accept(org, row));
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The reconciliation cannot be read now: {0}", e.getMessage());
    }
  }
}
