package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which deliveries have been processed, on whichever node. */
@ApplicationScoped
public class StoredDeliveries {

  @Inject Database database;

  /**
   * Those of a few deliveries that have been processed: each of their elements stands as an event
   * or as a dead letter.
   */
  @Transactional(TxType.REQUIRED)
  public Set<UUID> among(Collection<UUID> ids) {
    try (EntityManager entities = database.openEntityManager()) {
      return Set.copyOf(
          entities
              .createQuery("select d.id from Delivery d where one_of(d.id, :ids)", UUID.class)
              .setParameter("ids", ids.toArray(UUID[]::new))
              .getResultList());
    }
  }
}
