package io.catchment.publish;

import io.catchment.store.Database;
import io.catchment.store.EventsStored;
import io.catchment.store.OneOf;
import io.catchment.store.Slices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What still has to be sent, kept in the database beside the events. */
@ApplicationScoped
class Outbox {

  /** Hibernate's value of the lock time-out for: pass over rows that are locked. */
  private static final int SKIP_LOCKED = -2;

  /** How many events are fetched at a time: each may have megabytes. */
  private static final int FETCH_SIZE = 20;

  @Inject Database database;
  @Inject PublishTimes times;
  @Inject RecentEvents recent;

  /**
   * Puts new events out for every subscription, in the transaction that stores them. The database
   * makes the rows itself, whatever the number of subscriptions.
   */
  void put(@Observes(during = TransactionPhase.IN_PROGRESS) EventsStored stored) {
    put(stored.eventIds());
  }

  void put(List<Long> eventIds) {
    try (EntityManager entities = database.openEntityManager()) {
      for (List<Long> some : Slices.of(eventIds)) {
        entities
            .createQuery(
                "insert into Outbox (subscriptionId, eventId)"
                    + " select s.id, e.id from Subscription s cross join Event e"
                    + " where one_of(e.id, :ids)")
            .setParameter("ids", OneOf.of(some))
            .executeUpdate();
      }
    }
  }

  @Transactional(TxType.REQUIRED)
  List<SubscriptionEntity> subscriptions() {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery("select s from Subscription s order by s.id", SubscriptionEntity.class)
          .getResultList();
    }
  }

  /** For which subscriptions events wait; some may be no more. */
  @Transactional(TxType.REQUIRED)
  List<Integer> subscriptionIds() {
    try (EntityManager entities = database.openEntityManager()) {
      return SubscriptionIds.of(entities, "Outbox");
    }
  }

  /**
   * Takes the subscription for this transaction; empty if another node has it. There is none beside
   * an embedded database, where a lock would only be one more thing to be written.
   */
  @Transactional(TxType.REQUIRED)
  Optional<SubscriptionEntity> lock(Integer subscriptionId) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery("select s from Subscription s where s.id = :id", SubscriptionEntity.class)
          .setParameter("id", subscriptionId)
          .setLockMode(database.isEmbedded() ? LockModeType.NONE : LockModeType.PESSIMISTIC_WRITE)
          .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
          .getResultStream()
          .findFirst();
    }
  }

  /**
   * The oldest that have to be sent, in order, as many as go into one transaction.
   *
   * <p>First which, and then what they say, unless that is known from their storing: asked for both
   * at once, PostgreSQL walks through the events from the very first one when many wait.
   */
  @Transactional(TxType.REQUIRED)
  Batch next(SubscriptionEntity subscription, int mostEvents) {
    try (EntityManager entities = database.openEntityManager()) {
      List<Long> ids = oldest(entities, subscription, mostEvents + 1);
      List<Publication> known = recent.find(ids);
      try (Stream<Publication> others = publications(entities, unknown(ids, known))) {
        return Batch.of(new InOrder(known.iterator(), others.iterator()), mostEvents);
      }
    }
  }

  private static List<Long> unknown(List<Long> ids, List<Publication> known) {
    Set<Long> others = new LinkedHashSet<>(ids);
    known.stream().map(Publication::eventId).forEach(others::remove);
    return List.copyOf(others);
  }

  /** By all columns of the key: by the event alone H2 would sort all that wait, each time. */
  static List<Long> oldest(
      EntityManager entities, SubscriptionEntity subscription, int mostEvents) {
    return entities
        .createQuery(
            "select o.eventId from Outbox o where o.subscriptionId = :subscription"
                + " order by o.subscriptionId, o.eventId",
            Long.class)
        .setParameter("subscription", subscription.id())
        .setMaxResults(mostEvents)
        .getResultList();
  }

  private static Stream<Publication> publications(EntityManager entities, List<Long> eventIds) {
    return eventIds.isEmpty()
        ? Stream.empty()
        : entities
            .createQuery(
                "select new io.catchment.publish.Publication(e.id, e.org, e.origin, e.json)"
                    + " from Event e where one_of(e.id, :ids) order by e.id",
                Publication.class)
            .setParameter("ids", OneOf.of(eventIds))
            .setHint("org.hibernate.fetchSize", FETCH_SIZE)
            .getResultStream();
  }

  /**
   * Forgets what was sent, but for when that was.
   *
   * @param sent at least one, in the order of the ids, which H2 would otherwise look for among all
   *     that wait
   */
  @Transactional(TxType.REQUIRED)
  Void remove(SubscriptionEntity subscription, List<Publication> sent, Instant publishedAt) {
    List<Long> ids = sent.stream().map(Publication::eventId).toList();
    times.add(subscription.id(), ids, publishedAt);
    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createQuery(
              "delete from Outbox o where o.subscriptionId = :subscription"
                  + " and o.eventId between :first and :last and one_of(o.eventId, :ids)")
          .setParameter("subscription", subscription.id())
          .setParameter("first", ids.get(0))
          .setParameter("last", ids.get(ids.size() - 1))
          .setParameter("ids", OneOf.of(ids))
          .executeUpdate();
      return null;
    }
  }

  /**
   * Forgets some of what a subscription had still to be sent that is no more.
   *
   * @param most how many events
   * @return how many were forgotten; 0 if none was left
   */
  @Transactional(TxType.REQUIRED)
  int forget(Integer subscriptionId, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "delete from Outbox o where o.subscriptionId = :subscription and o.eventId <= :end"
                  + " and not exists (select s.id from Subscription s where s.id = :subscription)")
          .setParameter("subscription", subscriptionId)
          .setParameter(
              "end",
              SubscriptionIds.endOfPortion(entities, "Outbox", "eventId", subscriptionId, most))
          .executeUpdate();
    }
  }

  /** How many events each subscription waits for. */
  @Transactional(TxType.REQUIRED)
  List<Backlog> backlogs() {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select new io.catchment.publish.Backlog(s.name, count(o.eventId))"
                  + " from Subscription s left join Outbox o on o.subscriptionId = s.id"
                  + " group by s.name",
              Backlog.class)
          .getResultList();
    }
  }
}
