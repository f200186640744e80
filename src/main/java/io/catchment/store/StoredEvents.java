package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events as they are stored, each with the deliveries that brought it. Reads only. */
@ApplicationScoped
public class StoredEvents {

  private static final String SELECT =
      "select e, d from Event e left join Delivery d on d.id = e.deliveryId"
          + " where e.org in :orgs and e.uuid = :uuid order by e.org";

  /**
   * One statement, so that a delivery that is stored just now is in all of it or in nothing. It
   * reads what the event has, by keys only, and no more.
   */
  private static final String FURTHER =
      "select new io.catchment.store.FurtherDeliveries("
          + "e.hookAt, count(d.id), min(d.receivedAt), max(d.receivedAt))"
          + " from Event e left join FurtherDelivery f on f.eventId = e.id"
          + " left join Delivery d on d.id = f.deliveryId"
          + " where e.id = :event group by e.hookAt";

  @Inject Database database;

  /**
   * Those with this uuid: one for each org that has it, by their aliases.
   *
   * @param org the alias of the only org that counts; all if empty
   */
  @Transactional(TxType.REQUIRED)
  public List<StoredEvent> find(String uuid, Optional<String> org) {
    try (EntityManager entities = database.openEntityManager()) {
      List<String> orgs = org.map(List::of).orElseGet(() -> orgs(entities));
      return entities
          .createQuery(SELECT, Object[].class)
          .setParameter("orgs", orgs)
          .setParameter("uuid", uuid)
          .getResultList()
          .stream()
          .map(row -> storedEvent(entities, (EventEntity) row[0], (DeliveryEntity) row[1]))
          .toList();
    }
  }

  private static StoredEvent storedEvent(
      EntityManager entities, EventEntity event, DeliveryEntity delivery) {
    FurtherDeliveries further =
        entities
            .createQuery(FURTHER, FurtherDeliveries.class)
            .setParameter("event", event.id())
            .getSingleResult();
    return event.storedEvent(delivery, further);
  }

  /**
   * Of which orgs there are events: the unique key begins with the org, and without one the whole
   * of it would be read. It is stepped through, from one org to the next, because no database does
   * so for {@code distinct}.
   */
  private static List<String> orgs(EntityManager entities) {
    List<String> orgs = new ArrayList<>();
    Optional<String> next = next(entities, "");
    while (next.isPresent()) {
      orgs.add(next.get());
      next = next(entities, next.get());
    }
    return orgs;
  }

  private static Optional<String> next(EntityManager entities, String last) {
    return entities
        .createQuery("select e.org from Event e where e.org > :last order by e.org", String.class)
        .setParameter("last", last)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
