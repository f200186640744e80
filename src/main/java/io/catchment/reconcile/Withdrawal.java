package io.catchment.reconcile;

import io.catchment.store.Database;
import io.catchment.store.HookArrivals;
import io.catchment.store.OneOf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes back gaps that were none: the hook brought the event in time, but the delivery lay in the
 * queue when it was decided.
 *
 * <p>Whoever decides and whoever notes an arrival lock the candidate first, in the order of the
 * ids, and then the org's row. So one of them follows the other: either the decision knows of the
 * arrival, or the arrival finds the gap. The statement after the lock sees what the other has
 * committed, on PostgreSQL as on H2, because each statement looks anew (read committed).
 */
@ApplicationScoped
class Withdrawal {

  @Inject Database database;
  @Inject Progress progress;

  /** Takes them back, in the transaction that notes the arrivals. */
  void withdraw(@Observes(during = TransactionPhase.IN_PROGRESS) HookArrivals arrivals) {
    try (EntityManager entities = database.openEntityManager()) {
      Map<Long, Instant> arrivedAt = arrivedAt(entities, arrivals);
      Gaps.lock(entities, arrivedAt.keySet());
      List<Long> inTime =
          gaps(entities, arrivedAt.keySet()).stream()
              .filter(gap -> gap.isCaughtUpBy(arrivedAt.get(gap.eventId())))
              .map(GapEntity::eventId)
              .toList();
      int taken = inTime.isEmpty() ? 0 : delete(entities, inTime);
      if (taken > 0) {
        progress.count(arrivals.org(), Tally.takenBack(taken));
      }
    }
  }

  /** By our id of the event. */
  private static Map<Long, Instant> arrivedAt(EntityManager entities, HookArrivals arrivals) {
    Map<Long, Instant> arrivedAt = new HashMap<>();
    find(entities, arrivals.org(), arrivals.receivedAt().keySet())
        .forEach(e -> arrivedAt.put((Long) e[0], arrivals.receivedAt().get((String) e[1])));
    return arrivedAt;
  }

  private static List<Object[]> find(EntityManager entities, String org, Collection<String> uuids) {
    return entities
        .createQuery(
            "select e.id, e.uuid from Event e where e.org = :org and one_of(e.uuid, :uuids)",
            Object[].class)
        .setParameter("org", org)
        .setParameter("uuids", uuids.toArray(String[]::new))
        .getResultList();
  }

  private static List<GapEntity> gaps(EntityManager entities, Collection<Long> ids) {
    return entities
        .createQuery("select g from Gap g where one_of(g.eventId, :ids)", GapEntity.class)
        .setParameter("ids", OneOf.of(ids))
        .getResultList();
  }

  private static int delete(EntityManager entities, List<Long> ids) {
    return entities
        .createQuery("delete from Gap g where one_of(g.eventId, :ids)")
        .setParameter("ids", OneOf.of(ids))
        .executeUpdate();
  }
}
