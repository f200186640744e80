package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long events take from Okta to here when a hook brings them. */
@ApplicationScoped
public class HookLags {

  /** Of so many events at the most, so that it takes no longer however many there are. */
  static final int NEWEST = 1_000;

  private static final Duration LATELY = Duration.ofHours(24);

  @Inject Database database;
  @Inject Clock clock;

  /**
   * From published to received by the hook, of those of the newest events that a hook has brought
   * in the last 24 hours. By the clocks of both: nothing is below zero.
   */
  @Transactional(TxType.REQUIRED)
  public Lags findNewest() {
    Instant lately = clock.instant().minus(LATELY);
    try (EntityManager entities = database.openEntityManager()) {
      return new Lags(
          entities
              .createQuery(
                  "select e.publishedAt, e.hookAt from Event e order by e.id desc", Object[].class)
              .setMaxResults(NEWEST)
              .getResultStream()
              .filter(row -> row[1] != null && ((Instant) row[1]).isAfter(lately))
              .map(row -> Duration.between((Instant) row[0], (Instant) row[1]))
              .toList());
    }
  }

  /**
   * Some lags.
   *
   * @param ascending none is below zero
   */
  public record Lags(List<Duration> ascending) {

    public Lags {
      ascending =
          ascending.stream().map(lag -> lag.isNegative() ? Duration.ZERO : lag).sorted().toList();
    }

    /**
     * What no more than a part of them exceeds.
     *
     * @param percent how many of 100 are within it, from 1 to 100
     * @return zero if there are none
     */
    public Duration percentile(int percent) {
      return ascending.isEmpty()
          ? Duration.ZERO
          : ascending.get((ascending.size() * percent + 99) / 100 - 1);
    }
  }
}
