package io.catchment.reconcile;

import io.catchment.store.Database;
import io.catchment.store.HookArrivals;
import io.catchment.store.OneOf;
import io.catchment.store.Slices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Each uuid by the unique key, of which it is the second column. */
  private static final String FIND =
      "select e.id, e.uuid from unnest(cast(:uuids as varchar array)) as u(uuid)"
          + " join event e on e.org = :org and e.uuid = u.uuid";

  @Inject Database database;
  @Inject Progress progress;

  /** Takes them back, in the transaction that notes the arrivals. */
  void withdraw(@Observes(during = TransactionPhase.IN_PROGRESS) HookArrivals arrivals) {
    try (EntityManager entities = database.openEntityManager()) {
      SortedMap<Long, Instant> arrivedAt = arrivedAt(entities, arrivals);
      List<List<Long>> ids = Slices.of(List.copyOf(arrivedAt.keySet()));
      ids.forEach(some -> Gaps.lock(entities, some));
      List<Long> inTime =
          ids.stream()
              .flatMap(some -> gaps(entities, some).stream())
              .filter(gap -> gap.isCaughtUpBy(arrivedAt.get(gap.eventId())))
              .map(GapEntity::eventId)
              .toList();
      int taken = Slices.of(inTime).stream().mapToInt(some -> delete(entities, some)).sum();
      if (taken > 0) {
        progress.count(arrivals.org(), Tally.takenBack(taken));
      }
    }
  }

  /** By our id of the event. */
  private static SortedMap<Long, Instant> arrivedAt(EntityManager entities, HookArrivals arrivals) {
    SortedMap<Long, Instant> arrivedAt = new TreeMap<>();
    for (List<String> some : Slices.of(List.copyOf(arrivals.receivedAt().keySet()))) {
      find(entities, arrivals.org(), some)
          .forEach(e -> arrivedAt.put((Long) e[0], arrivals.receivedAt().get((String) e[1])));
    }
    return arrivedAt;
  }

  @SuppressWarnings("unchecked") // The query selects two columns.
  static List<Object[]> find(EntityManager entities, String org, List<String> uuids) {
    return entities
        .createNativeQuery(FIND, Object[].class)
        .setParameter("org", org)
        .setParameter("uuids", uuids.toArray(String[]::new))
        .getResultList();
  }

  private static List<GapEntity> gaps(EntityManager entities, List<Long> ids) {
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
