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

  /** How many views somebody can have. */
  static final int MOST = 200;

  /** On PostgreSQL. There are no rows that could be locked until he has a view. */
  private static final String TURN =
      "select cast(pg_advisory_xact_lock(:views, :owner) as varchar)";

  /** The first number of our locks; {@code ArrivalOrder} has locks with one number only. */
  private static final int TURN_OF_VIEWS = 0x43;

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

  /**
   * Adds one, if its owner has none of this name yet, and fewer than he can have; however many he
   * adds at the same time.
   *
   * @return why it is not added; empty if it is
   */
  @Transactional(TxType.REQUIRED)
  Optional<String> add(SavedView view) {
    try (EntityManager entities = database.openEntityManager()) {
      takeTurn(entities, view.owner());
      Optional<String> problem = findProblem(view, namesOf(entities, view.owner()));
      if (problem.isEmpty()) {
        entities.persist(new SavedViewEntity(view, clock.instant()));
        entities.flush();
      }
      return problem;
    }
  }

  /**
   * Has those who add views for an owner follow one another until their transactions are over. With
   * H2 all writers do.
   */
  private void takeTurn(EntityManager entities, String owner) {
    if (!database.isEmbedded()) {
      entities
          .createNativeQuery(TURN, String.class)
          .setParameter("views", TURN_OF_VIEWS)
          .setParameter("owner", owner.hashCode())
          .getSingleResult();
    }
  }

  private static List<String> namesOf(EntityManager entities, String owner) {
    return entities
        .createQuery("select v.name from SavedView v where v.owner = :owner", String.class)
        .setParameter("owner", owner)
        .getResultList();
  }

  private static Optional<String> findProblem(SavedView view, List<String> names) {
    if (names.contains(view.name())) {
      return Optional.of("You have a view of this name; delete it, or take another name.");
    }
    return names.size() >= MOST
        ? Optional.of("You have " + MOST + " views, which is the most; delete one.")
        : Optional.empty();
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
