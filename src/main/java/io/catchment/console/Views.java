package io.catchment.console;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Saved views, as the database has them. What writes is to be called inside {@code Writers}. */
@ApplicationScoped
class Views {

  @Inject Database database;
  @Inject Clock clock;

  /** What somebody may see: his own, and those that are shared; by their names. */
  @Transactional(TxType.REQUIRED)
  List<SavedView> of(String owner) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select v from SavedView v where v.owner = :owner or v.shared = true"
                  + " order by v.name, v.id",
              SavedViewEntity.class)
          .setParameter("owner", owner)
          .getResultStream()
          .map(SavedViewEntity::view)
          .toList();
    }
  }

  @Transactional(TxType.REQUIRED)
  Optional<SavedView> find(UUID id) {
    try (EntityManager entities = database.openEntityManager()) {
      return Optional.ofNullable(entities.find(SavedViewEntity.class, id))
          .map(SavedViewEntity::view);
    }
  }

  @Transactional(TxType.REQUIRED)
  Void add(SavedView view) {
    try (EntityManager entities = database.openEntityManager()) {
      entities.persist(new SavedViewEntity(view, clock.instant()));
      entities.flush();
      return null;
    }
  }

  /** Removes one; false if it is gone. */
  @Transactional(TxType.REQUIRED)
  boolean remove(UUID id) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
              .createQuery("delete from SavedView v where v.id = :id")
              .setParameter("id", id)
              .executeUpdate()
          > 0;
    }
  }
}
