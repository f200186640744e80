package io.catchment.reconcile;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of Okta's quota for event hooks an org has used: what is beyond it in 24 hours is never
 * delivered. Source: Okta's event hooks concept page.
 */
@ApplicationScoped
public class Quota {

  /** Events that Okta delivers in 24 hours at the most. */
  public static final int EVENTS = 400_000;

  /** From so many on Okta warns of it. */
  public static final int WARNING = 280_000;

  private static final Logger LOG = System.getLogger(Quota.class.getName());
  private static final Duration WINDOW = Duration.ofHours(24);

  /** Counting takes the database some time. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  @Inject Database database;
  @Inject Clock clock;
  private final Map<String, Used> used = new ConcurrentHashMap<>();

  /** Counts, unless it has been done within the last minute, and warns. */
  @Transactional(TxType.REQUIRED)
  public long look(String org) {
    Instant now = clock.instant();
    return used.compute(
            org, (alias, before) -> isFresh(before, now) ? before : count(alias, now, before))
        .events();
  }

  /** The same, without counting; empty if this node has not counted lately. */
  Optional<Long> find(String org) {
    Instant recently = clock.instant().minus(FRESH.multipliedBy(2));
    return Optional.ofNullable(used.get(org))
        .filter(known -> known.countedAt().isAfter(recently))
        .map(Used::events);
  }

  private static boolean isFresh(Used known, Instant now) {
    return known != null && now.isBefore(known.countedAt().plus(FRESH));
  }

  private Used count(String org, Instant now, Used before) {
    long events = count(org, now.minus(WINDOW));
    if (events >= WARNING && (before == null || before.events() < WARNING)) {
      LOG.log(
          Level.WARNING,
          "The hook of {0} has brought {1} events in 24 hours; beyond {2} Okta delivers none",
          org,
          events,
          EVENTS);
    }
    return new Used(now, events);
  }

  /** What the hook brought that was published since then. */
  long count(String org, Instant since) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select count(e.id) from Event e where e.org = :org and e.publishedAt > :since"
                  + " and e.hookAt is not null",
              Long.class)
          .setParameter("org", org)
          .setParameter("since", since)
          .getSingleResult();
    }
  }

  private record Used(Instant countedAt, long events) {}
}
