package io.catchment.hooks;

import io.catchment.okta.OktaTakenOverException;
import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** What is known of each org's hook, kept in the database. */
@ApplicationScoped
class HookRecords {

  @Inject Database database;

  @Transactional(TxType.REQUIRED)
  Optional<HookEntity> find(String org) {
    try (EntityManager entities = database.openEntityManager()) {
      return Optional.ofNullable(entities.find(HookEntity.class, org));
    }
  }

  /** Changes what is known, or begins to know it. To be called inside {@code Writers}. */
  @Transactional(value = TxType.REQUIRED, rollbackOn = OktaTakenOverException.class)
  HookEntity change(String org, Change change) throws OktaTakenOverException {
    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createNativeQuery("insert into hook (org) values (:org) on conflict do nothing")
          .setParameter("org", org)
          .executeUpdate();
      HookEntity hook = entities.find(HookEntity.class, org, LockModeType.PESSIMISTIC_WRITE);
      change.make(hook);
      entities.flush();
      return hook;
    }
  }

  /** Forgets it. */
  @Transactional(TxType.REQUIRED)
  Void forget(String org) {
    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createQuery("delete from Hook h where h.org = :org")
          .setParameter("org", org)
          .executeUpdate();
      return null;
    }
  }

  /** What is changed of a row that nobody else can change meanwhile. */
  @FunctionalInterface
  interface Change {
    void make(HookEntity hook) throws OktaTakenOverException;
  }
}
