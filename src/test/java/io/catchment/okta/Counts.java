package io.catchment.okta;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** Reads a counter. */
final class Counts {

  private Counts() {}

  static double of(PrometheusRegistry registry, String name, String... labels) {
    return registry.scrape(name::equals).stream()
        .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
        .filter(point -> values(point.getLabels()).equals(List.of(labels)))
        .mapToDouble(CounterDataPointSnapshot::getValue)
        .sum();
  }

  private static List<String> values(Labels labels) {
    return List.of(
        labels.get("org"),
        labels.get("bucket"),
        labels.contains("status") ? labels.get("status") : "");
  }
}
