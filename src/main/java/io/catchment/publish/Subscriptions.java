package io.catchment.publish;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the subscriptions stand, over all nodes. Looks only. */
@ApplicationScoped
public class Subscriptions {

  @Inject Database database;
  @Inject Outbox outbox;

  /** How many events have still to be sent to subscriptions, each subscription's. */
  public long countWaiting() {
    return outbox.backlogs().stream().mapToLong(Backlog::events).sum();
  }

  /** All of them, in the order of their making. */
  @Transactional(TxType.REQUIRED)
  List<SubscriptionState> states() {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select s.name, s.destination, count(o.eventId), min(o.eventId)"
                  + " from Subscription s left join Outbox o on o.subscriptionId = s.id"
                  + " group by s.id, s.name, s.destination order by s.id",
              Object[].class)
          .getResultList()
          .stream()
          .map(row -> state(entities, row))
          .toList();
    }
  }

  /** Events are numbered as they are stored. */
  private static SubscriptionState state(EntityManager entities, Object[] row) {
    Optional<Instant> oldest =
        Optional.ofNullable((Long) row[3]).flatMap(event -> storedAt(entities, event));
    return new SubscriptionState((String) row[0], (String) row[1], (Long) row[2], oldest);
  }

  private static Optional<Instant> storedAt(EntityManager entities, long event) {
    return entities
        .createQuery("select e.storedAt from Event e where e.id = :id", Instant.class)
        .setParameter("id", event)
        .getResultStream()
        .findFirst();
  }
}
