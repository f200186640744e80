package io.catchment.receive;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** The last good copy of the file in which Okta publishes its addresses, in the database. */
@ApplicationScoped
class RangesCopy {

  @Inject Database database;

  @Transactional(TxType.REQUIRED)
  Optional<PublishedFile> find() {
    try (EntityManager entities = database.openEntityManager()) {
      return Optional.ofNullable(entities.find(OktaRangesEntity.class, OktaRangesEntity.ID))
          .map(OktaRangesEntity::file);
    }
  }

  /** Keeps it instead of the one before. */
  @Transactional(TxType.REQUIRED)
  Void keep(PublishedFile file) {
    try (EntityManager entities = database.openEntityManager()) {
      entities.merge(new OktaRangesEntity(file));
      entities.flush();
      return null;
    }
  }
}
