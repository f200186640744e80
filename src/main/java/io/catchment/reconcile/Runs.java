package io.catchment.reconcile;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The ranges that operators want read. */
@ApplicationScoped
class Runs {

  @Inject Database database;
  @Inject Clock clock;

  @Transactional(TxType.REQUIRED)
  RunEntity add(String org, Instant since, Instant until) {
    RunEntity run = new RunEntity(UUID.randomUUID(), org, since, until, clock.instant());
    try (EntityManager entities = database.openEntityManager()) {
      entities.persist(run);
      entities.flush();
      return run;
    }
  }

  @Transactional(TxType.REQUIRED)
  Optional<RunEntity> find(String org, UUID id) {
    try (EntityManager entities = database.openEntityManager()) {
      return Optional.ofNullable(entities.find(RunEntity.class, id))
          .filter(run -> run.org().equals(org));
    }
  }

  /** The latest ones first. */
  @Transactional(TxType.REQUIRED)
  List<RunEntity> latest(String org, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select r from ReconciliationRun r where r.org = :org order by r.startedAt desc,"
                  + " r.id",
              RunEntity.class)
          .setParameter("org", org)
          .setMaxResults(most)
          .getResultList();
    }
  }

  /** The oldest that is to be read; empty if none is. */
  @Transactional(TxType.REQUIRED)
  Optional<RunEntity> next(String org) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select r from ReconciliationRun r where r.org = :org and r.state = :state"
                  + " order by r.startedAt, r.id",
              RunEntity.class)
          .setParameter("org", org)
          .setParameter("state", RunState.RUNNING)
          .setMaxResults(1)
          .getResultStream()
          .findFirst();
    }
  }

  /**
   * Moves on, once everything before the link is durable. Unless another node has: one that was
   * stopped for longer than its lease neither takes the run back nor counts a page again.
   */
  @Transactional(TxType.REQUIRED)
  RunEntity move(UUID id, RunStep step) {
    Instant now = clock.instant();
    return change(id, run -> run.move(step, now));
  }

  /** Ends a run because nobody wants it any more, unless it has ended. */
  @Transactional(TxType.REQUIRED)
  RunEntity cancel(UUID id) {
    Instant now = clock.instant();
    return change(id, run -> run.end(RunState.CANCELLED, now));
  }

  /**
   * Ends a run whose next page will never come. Unless another node has moved on, as in {@link
   * #move}, or it has ended.
   *
   * @param from the link that was read from; null if the page was the first one
   */
  @Transactional(TxType.REQUIRED)
  RunEntity giveUp(UUID id, String from) {
    Instant now = clock.instant();
    return change(id, run -> run.giveUp(from, now));
  }

  /**
   * Says why the next page did not come. Unless another node has moved on, as in {@link #move}, or
   * the run has ended.
   *
   * @param from the link that was read from; null if the page was the first one
   */
  @Transactional(TxType.REQUIRED)
  RunEntity fail(UUID id, String from, String reason) {
    return change(id, run -> run.fail(from, reason));
  }

  private RunEntity change(UUID id, Consumer<RunEntity> change) {
    try (EntityManager entities = database.openEntityManager()) {
      entities.joinTransaction();
      RunEntity run = entities.find(RunEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
      change.accept(run);
      entities.flush();
      return run;
    }
  }
}
