package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionScoped;

/** Gives every transaction an entity manager of its own, as {@code @PersistenceContext} would. */
@ApplicationScoped
class EntityManagerProducer {

  @Inject Database database;

  /** Joins the transaction that it is made in. */
  @Produces
  @TransactionScoped
  EntityManager open() {
    return database.entityManagers().createEntityManager();
  }

  void close(@Disposes EntityManager entities) {
    entities.close();
  }
}
