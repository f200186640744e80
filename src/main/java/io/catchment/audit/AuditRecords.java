package io.catchment.audit;

import io.catchment.store.Database;
import io.catchment.store.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit trail as the database has it. What writes is to be called inside {@code Writers}. */
@ApplicationScoped
class AuditRecords {

  private static final PageQuery<AuditEntryEntity> PAGE =
      new PageQuery<>("select e from AuditEntry e", AuditEntryEntity.class);

  @Inject Database database;

  @Transactional(TxType.REQUIRED)
  Void add(AuditEntry entry) {
    try (EntityManager entities = database.openEntityManager()) {
      entities.persist(new AuditEntryEntity(entry));
      entities.flush();
      return null;
    }
  }

  /** The latest ones first, from before the one with this id. */
  @Transactional(TxType.REQUIRED)
  List<AuditEntryEntity> page(Optional<String> org, long before, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return PAGE.create(entities, org, before, most).getResultList();
    }
  }

  /** Removes what is older; tells how many entries. */
  @Transactional(TxType.REQUIRED)
  int removeBefore(Instant time) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery("delete from AuditEntry a where a.doneAt < :time")
          .setParameter("time", time)
          .executeUpdate();
    }
  }
}
