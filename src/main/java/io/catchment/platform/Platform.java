package io.catchment.platform;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes what every stage can have injected. */
@ApplicationScoped
class Platform {

  @Produces
  @Singleton
  Settings settings() {
    return SettingsReader.read(new SettingsSource(System.getProperties(), System.getenv()));
  }

  /** In steps of a microsecond, because that is what the databases keep. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Produces
  @Singleton
  PrometheusRegistry registry() {
    return new PrometheusRegistry();
  }
}
