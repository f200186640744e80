package io.catchment.reconcile;

import io.catchment.platform.Settings;
import io.catchment.store.Database;
import io.catchment.store.LogPageStored;
import io.catchment.store.OneOf;
import io.catchment.store.Slices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the hook missed. An event that the System Log shows first is no gap yet: the hook has its
 * grace time, and is often only a few seconds later.
 */
@ApplicationScoped
class Gaps {

  /**
   * How many are decided on in one transaction. For many more PostgreSQL no longer looks each of
   * them up, but reads through all events.
   */
  private static final int MOST_AT_ONCE = 1_000;

  private static final String INSERT_CANDIDATES =
      "insert into GapCandidate (eventId, org, dueAt)"
          + " select e.id, e.org, :due from Event e where one_of(e.id, :ids)";

  /** In one order everywhere, so that two of them never wait in a circle. */
  private static final String LOCK =
      "select event_id from gap_candidate where event_id = any(:ids) order by event_id for update";

  /**
   * The hook may have brought it too late, and before anybody looked. Somebody else may look at the
   * same time: a range is read beside the log.
   */
  private static final String INSERT_GAPS =
      "insert into gap (event_id, org, due_at)"
          + " select c.event_id, c.org, c.due_at from gap_candidate c join event e on e.id = c.event_id"
          + " where c.event_id = any(:due) and (e.hook_at is null or e.hook_at > c.due_at)"
          + " on conflict do nothing";

  private static final String DELETE_CANDIDATES =
      "delete from GapCandidate c where one_of(c.eventId, :due)";

  @Inject Database database;
  @Inject Settings settings;
  @Inject Clock clock;
  @Inject Expectation expectation;
  @Inject Progress progress;

  /** Notes what the hook should have brought, in the transaction that stores the page. */
  void suspect(@Observes(during = TransactionPhase.IN_PROGRESS) LogPageStored page) {
    Instant due = clock.instant().plus(settings.reconcile().grace());
    Predicate<LogPageStored.Fresh> isForHook = expectation.of(page.org());
    List<Long> ids = page.fresh().stream().filter(isForHook).map(LogPageStored.Fresh::id).toList();
    try (EntityManager entities = database.openEntityManager()) {
      for (List<Long> some : Slices.of(ids)) {
        entities
            .createQuery(INSERT_CANDIDATES)
            .setParameter("due", due)
            .setParameter("ids", OneOf.of(some))
            .executeUpdate();
      }
    }
  }

  /**
   * Decides on the next ones whose time is over, and counts the gaps. An event whose delivery came
   * in time and is still on the queue counts as one until that is stored, see {@link Withdrawal}.
   *
   * @return whether there may be more to decide on
   */
  @Transactional(TxType.REQUIRED)
  boolean judge(String org, Instant now) {
    try (EntityManager entities = database.openEntityManager()) {
      List<Long> due = due(entities, org, now);
      List<Long> locked = due.isEmpty() ? due : lock(entities, due);
      if (!locked.isEmpty()) {
        judge(entities, org, locked);
      }
      return due.size() == MOST_AT_ONCE;
    }
  }

  private void judge(EntityManager entities, String org, List<Long> due) {
    Long[] ids = OneOf.of(due);
    int gaps = entities.createNativeQuery(INSERT_GAPS).setParameter("due", ids).executeUpdate();
    entities.createQuery(DELETE_CANDIDATES).setParameter("due", ids).executeUpdate();
    if (gaps > 0) {
      progress.count(org, Tally.recovered(gaps));
    }
  }

  /**
   * Locks candidates, so that it is not decided on them while an arrival of their events is noted,
   * nor by two at once.
   *
   * @return those that are still there
   */
  @SuppressWarnings("unchecked") // The query selects ids.
  static List<Long> lock(EntityManager entities, List<Long> ids) {
    return entities
        .createNativeQuery(LOCK, Long.class)
        .setParameter("ids", OneOf.of(ids))
        .getResultList();
  }

  /**
   * Read once, so that both changes are of the same ones, whoever stores others meanwhile. In the
   * order of an index: otherwise H2 would sort all that are due, each time.
   */
  static List<Long> due(EntityManager entities, String org, Instant now) {
    return entities
        .createQuery(
            "select c.eventId from GapCandidate c where c.org = :org and c.dueAt <= :now"
                + " order by c.org, c.dueAt",
            Long.class)
        .setParameter("org", org)
        .setParameter("now", now)
        .setMaxResults(MOST_AT_ONCE)
        .getResultList();
  }

  /** Whether this event is known to be one. */
  @Transactional(TxType.REQUIRED)
  boolean isGap(long eventId) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities.find(GapEntity.class, eventId) != null;
    }
  }

  /** The latest ones first. */
  @Transactional(TxType.REQUIRED)
  List<Gap> latest(String org, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select new io.catchment.reconcile.Gap("
                  + "e.uuid, e.eventType, e.publishedAt, e.logAt, e.hookAt)"
                  + " from Gap g join Event e on e.id = g.eventId"
                  + " where g.org = :org order by g.org desc, g.eventId desc",
              Gap.class)
          .setParameter("org", org)
          .setMaxResults(most)
          .getResultList();
    }
  }
}
