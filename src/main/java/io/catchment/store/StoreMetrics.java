package io.catchment.store;

import io.catchment.event.Delivery;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Counts what this node stored, after the commit.
 *
 * <p>The outcomes of {@code catchment_events_total} add up to all elements of all deliveries that
 * were processed: {@code stored} are the rows in the event table, {@code duplicate} were there
 * before, {@code dead_letter} are the rows in the dead letter table, and those that are gone by
 * {@code catchment_dead_letters_removed_total}. What a dead letter that is retried holds after all
 * is counted once more. A message that the broker brings a second time is not. Worry when {@code
 * dead_letter} grows, and find out why when {@code catchment_given_up_total} does: these are whole
 * deliveries that Okta sent rightly and that we, or the tables, could not take; each is a {@code
 * dead_letter} too.
 */
@ApplicationScoped
class StoreMetrics {

  private final Counter events;
  private final Counter givenUp;
  private final Counter removed;
  private final Histogram duration;

  /** For the container's proxy. */
  protected StoreMetrics() {
    events = null;
    givenUp = null;
    removed = null;
    duration = null;
  }

  @Inject
  StoreMetrics(PrometheusRegistry registry) {
    events =
        Counter.builder()
            .name("catchment_events_total")
            .help("Elements of deliveries by what became of them")
            .labelNames("org", "origin", "outcome")
            .register(registry);
    givenUp =
        Counter.builder()
            .name("catchment_given_up_total")
            .help("Deliveries kept whole as dead letters because they could not be stored")
            .labelNames("org")
            .register(registry);
    removed =
        Counter.builder()
            .name("catchment_dead_letters_removed_total")
            .help("Dead letters that are gone, because they were retried or deleted")
            .labelNames("org", "by")
            .register(registry);
    duration =
        Histogram.builder()
            .name("catchment_store_duration_seconds")
            .help("Time to store the deliveries that came together, commit included")
            .unit(Unit.SECONDS)
            .classicOnly()
            .register(registry);
  }

  void count(Delivery delivery, StoreOutcome outcome) {
    count(delivery, "stored", outcome.stored());
    count(delivery, "duplicate", outcome.duplicates());
    count(delivery, "dead_letter", outcome.deadLetters());
  }

  void countGivenUp(Delivery delivery) {
    givenUp.labelValues(delivery.org()).inc();
  }

  void countRetried(Reading reading, StoreOutcome outcome) {
    count(reading.delivery(), outcome);
    if (!reading.isWhole()) {
      removed.labelValues(reading.delivery().org(), "retry").inc();
    }
  }

  void countDeleted(String org) {
    removed.labelValues(org, "deletion").inc();
  }

  void countTransaction(long nanoseconds) {
    duration.observe(Unit.nanosToSeconds(nanoseconds));
  }

  private void count(Delivery delivery, String outcome, int number) {
    events.labelValues(delivery.org(), delivery.origin().name(), outcome).inc(number);
  }
}
