package io.catchment.reconcile;

import io.catchment.store.Database;
import io.catchment.store.LogPageStored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** How far each org's System Log has been read, kept in the database. */
@ApplicationScoped
class Progress {

  @Inject Database database;
  @Inject Clock clock;

  /** The place from which to read on, and what came of reading so far. */
  @Transactional(TxType.REQUIRED)
  Optional<ReconciliationEntity> find(String org) {
    try (EntityManager entities = database.openEntityManager()) {
      return Optional.ofNullable(entities.find(ReconciliationEntity.class, org));
    }
  }

  /**
   * Moves the place, once everything before it is durable. Unless somebody else has moved it: a
   * node that was stopped for longer than its lease does not take it back.
   */
  @Transactional(TxType.REQUIRED)
  Void move(String org, Place from, Place to) {
    Instant now = clock.instant();
    return change(
        org,
        row -> {
          if (row.place().equals(from)) {
            row.moveTo(to, now);
          }
        });
  }

  /** Says why the last poll failed; it is failing until the next move. */
  @Transactional(TxType.REQUIRED)
  Void fail(String org, String reason) {
    Instant now = clock.instant();
    return change(org, row -> row.fail(reason, now));
  }

  /** Says what went wrong, although the log is read on. */
  @Transactional(TxType.REQUIRED)
  Void note(String org, String trouble) {
    Instant now = clock.instant();
    return change(org, row -> row.note(trouble, now));
  }

  /** Counts, in the caller's transaction. */
  @Transactional(TxType.REQUIRED)
  Void count(String org, Tally tally) {
    return change(org, row -> row.count(tally));
  }

  /** Counts what a page brought, in the transaction that stores it. */
  void count(@Observes(during = TransactionPhase.IN_PROGRESS) LogPageStored page) {
    change(page.org(), row -> row.count(Tally.of(page)));
  }

  private Void change(String org, Consumer<ReconciliationEntity> change) {
    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createNativeQuery(
              "insert into reconciliation"
                  + " (org, seen, already_had, recovered, failed, delivery_failures,"
                  + " hook_reports, rate_limit_reports)"
                  + " values (:org, 0, 0, 0, 0, 0, 0, 0) on conflict do nothing")
          .setParameter("org", org)
          .executeUpdate();
      change.accept(entities.find(ReconciliationEntity.class, org, LockModeType.PESSIMISTIC_WRITE));
      entities.flush();
      return null;
    }
  }
}
