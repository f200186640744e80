package io.catchment.store;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * How far the counts of events are behind: those of a second or two, and after an upgrade all of
 * them at first. Read from the database, so it is the same on every node, and missing while the
 * database is away. Statistics are exact at any time; worry when it does not fall, for they are
 * slow then.
 */
@ApplicationScoped
class EventUpkeepMetrics {

  private static final Logger LOG = System.getLogger(EventUpkeepMetrics.class.getName());

  /** Shown if there are more: an index has to be gone through for each of them. */
  private static final int MOST = 10_000;

  @Inject PrometheusRegistry registry;
  @Inject EventUpkeep upkeep;

  void register(@Observes @Initialized(ApplicationScoped.class) Object application) {
    GaugeWithCallback.builder()
        .name("catchment_events_uncounted")
        .help("Events that are not counted by hour yet, " + MOST + " if there are more")
        .callback(this::read)
        .register(registry);
  }

  private void read(GaugeWithCallback.Callback gauge) {
    try {
      gauge.call(
          Math.max(
              upkeep.behind(Upkeep.COUNTS_OF_TYPES, MOST),
              upkeep.behind(Upkeep.COUNTS_OF_ANY_TYPE, MOST)));
    } catch (Exception e) {
      LOG.log(Level.WARNING, "Events cannot be counted now: {0}", e.getMessage());
    }
  }
}
