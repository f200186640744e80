package io.catchment.it;

import java.util.Map;
import java.util.stream.Collectors;

/** A scrape of the metrics: values by name and labels, as they are printed. */
record Metrics(Map<String, Double> values) {

  static Metrics scrape(Okta okta) {
    String text =
        okta.send(okta.request("/catchment/metrics").header("Authorization", "SSWS watch-token"))
            .body();
    return new Metrics(
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')),
                    line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))));
  }

  double value(String series) {
    return values.getOrDefault(series, 0.0);
  }

  /** All series of a name together. */
  double sum(String name) {
    return values.entrySet().stream()
        .filter(v -> v.getKey().startsWith(name + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
