package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long events take from Okta to here when a hook brings them. */
@ApplicationScoped
public class HookLags {

  /** How many are enough. */
  static final int NEWEST = 1_000;

  /**
   * How many events are looked at for them, at the most: between those of the hooks may be a range
   * of the System Log.
   */
  static final int LOOKED_AT = 10_000;

  private static final Duration LATELY = Duration.ofHours(24);

  /**
   * How many ids are looked through at a time. A transaction takes {@link EventIds#BLOCK} of them,
   * however few it needs, so at first it is a guess. And never too many: H2 2.2, which the servers
   * have, cannot read them backwards, and sorts all that there are.
   */
  private static final long FEW_IDS = 2_048;

  private static final long MANY_IDS = 32_768;
  private static final long ALL_IDS = 1_000_000;

  @Inject Database database;
  @Inject Clock clock;

  /**
   * From published to received by the hook, of the newest events that a hook has brought in the
   * last 24 hours. By the clocks of both: nothing is below zero. Takes no longer however many
   * events there are; so it finds fewer, or none, if much else was stored since.
   */
  @Transactional(TxType.REQUIRED)
  public Lags findNewest() {
    try (EntityManager entities = database.openEntityManager()) {
      Long newest =
          entities.createQuery("select max(e.id) from Event e", Long.class).getSingleResult();
      return new Lags(newest == null ? List.of() : find(entities, newest));
    }
  }

  private List<Duration> find(EntityManager entities, long newest) {
    Instant lately = clock.instant().minus(LATELY);
    List<Duration> lags = new ArrayList<>();
    int lookedAt = 0;
    long ids = FEW_IDS;
    long end = newest;
    while (end > Math.max(0, newest - ALL_IDS) && lookedAt < LOOKED_AT && lags.size() < NEWEST) {
      List<Object[]> rows = rows(entities, end - ids, end, LOOKED_AT - lookedAt);
      rows.stream()
          .filter(row -> row[1] != null && ((Instant) row[1]).isAfter(lately))
          .limit(NEWEST - lags.size())
          .forEach(row -> lags.add(Duration.between((Instant) row[0], (Instant) row[1])));
      lookedAt += rows.size();
      end -= ids;
      ids = Math.min(2 * ids, MANY_IDS);
    }
    return lags;
  }

  private static List<Object[]> rows(EntityManager entities, long after, long upTo, int most) {
    return entities
        .createQuery(
            "select e.publishedAt, e.hookAt from Event e where e.id > :after and e.id <= :upTo"
                + " order by e.id desc",
            Object[].class)
        .setParameter("after", after)
        .setParameter("upTo", upTo)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * Some lags.
   *
   * @param ascending in their order; what is below zero is zero
   */
  public record Lags(List<Duration> ascending) {

    public Lags {
      ascending =
          ascending.stream().map(lag -> lag.isNegative() ? Duration.ZERO : lag).sorted().toList();
    }

    /**
     * What a part of them does not exceed.
     *
     * @param percent how many of 100 these are, from 1 to 100
     * @return empty if there are none
     */
    public Optional<Duration> percentile(int percent) {
      return ascending.isEmpty()
          ? Optional.empty()
          : Optional.of(ascending.get((ascending.size() * percent + 99) / 100 - 1));
    }
  }
}
