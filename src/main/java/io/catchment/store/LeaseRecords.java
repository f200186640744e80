package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.UUID;

/** Who holds which lease until when, kept in the database. To be called inside {@link Writers}. */
@ApplicationScoped
class LeaseRecords {

  private static final String INSERT =
      "insert into lease (name, holder, expires_at)"
          + " values (:name, :holder, current_timestamp + cast(:seconds as integer) * interval '1' second)"
          + " on conflict do nothing";

  private static final String UPDATE =
      "update lease set holder = :holder,"
          + " expires_at = current_timestamp + cast(:seconds as integer) * interval '1' second"
          + " where name = :name and (holder = :holder or expires_at < current_timestamp)";

  private static final String DELETE = "delete from lease where name = :name and holder = :holder";

  @Inject Database database;

  /** Gives the lease to this holder, unless another has it, for this time or a little longer. */
  @Transactional(TxType.REQUIRED)
  boolean take(String name, UUID holder, Duration time) {
    try (EntityManager entities = database.openEntityManager()) {
      return bind(entities, UPDATE, name, holder, time).executeUpdate() > 0
          || bind(entities, INSERT, name, holder, time).executeUpdate() > 0;
    }
  }

  private static Query bind(
      EntityManager entities, String sql, String name, UUID holder, Duration time) {
    return entities
        .createNativeQuery(sql)
        .setParameter("name", name)
        .setParameter("holder", holder)
        .setParameter("seconds", time.plusMillis(999).toSeconds());
  }

  /** Nothing if this is not its holder. */
  @Transactional(TxType.REQUIRED)
  Void giveBack(String name, UUID holder) {
    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createNativeQuery(DELETE)
          .setParameter("name", name)
          .setParameter("holder", holder)
          .executeUpdate();
      return null;
    }
  }
}
