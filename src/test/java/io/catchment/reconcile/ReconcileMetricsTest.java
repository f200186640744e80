package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import io.catchment.platform.ApiCredentials.ApiToken;
import io.catchment.platform.ApiSettings;
import io.catchment.platform.GivenOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.ReconcileScope;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of three orgs, the logs of all of which were read before: now that of one is. */
class ReconcileMetricsTest {

  private static final ApiSettings API =
      new ApiSettings(URI.create("https://okta.example"), new ApiToken(() -> List.of("t0ken")));

  private final SetClock clock = new SetClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ReconciliationEntity row = new ReconciliationEntity();

  @BeforeEach
  void register() {
    ReconcileMetrics metrics = new ReconcileMetrics();
    metrics.registry = registry;
    metrics.clock = clock;
    metrics.settings =
        new GivenSettings()
            .org(new GivenOrg("polled").api(API).settings())
            .org(new GivenOrg("off").api(API).reconcile(ReconcileScope.OFF).settings())
            .org(new GivenOrg("gone").settings())
            .settings();
    metrics.progress =
        new Progress() {
          @Override
          Optional<ReconciliationEntity> find(String org) {
            return Optional.of(row);
          }
        };
    metrics.quota =
        new Quota() {
          @Override
          Optional<Long> find(String org) {
            return Optional.empty();
          }
        };
    metrics.register(this);
  }

  @Test
  void lag_isThatOfTheOrgsThatArePolled() {
    row.moveTo(new Place(null, Selection.ALL, clock.instant()), clock.instant());
    row.fail("Okta is away.", clock.instant());
    clock.advance(Duration.ofHours(1));

    assertThat(shown("catchment_reconcile_lag_seconds")).isEqualTo(Map.of("polled", 3600.0));
    assertThat(shown("catchment_reconcile_failing_seconds")).isEqualTo(Map.of("polled", 3600.0));
  }

  @Test
  void deliveryFailures_areShownOfEveryOrg() {
    row.count(new Tally(3, 0, 0, 0, 0, new Tally.Reports(2, 1, 0)));

    assertThat(shown("catchment_okta_delivery_failures"))
        .isEqualTo(Map.of("polled", 2.0, "off", 2.0, "gone", 2.0));
  }

  /** By org. */
  private Map<String, Double> shown(String metric) {
    return registry.scrape(metric::equals).stream()
        .flatMap(snapshot -> snapshot.getDataPoints().stream())
        .collect(
            Collectors.toMap(point -> point.getLabels().get("org"), ReconcileMetricsTest::value));
  }

  private static double value(DataPointSnapshot point) {
    return point instanceof CounterDataPointSnapshot counter
        ? counter.getValue()
        : ((GaugeDataPointSnapshot) point).getValue();
  }
}
