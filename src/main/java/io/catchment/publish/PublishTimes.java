package io.catchment.publish;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * When events were sent to subscriptions, in the database.
 *
 * <p>A row says it of a range of ids, and only of events that were sent together: those that commit
 * late, were sent elsewhere, or never were put out for the subscription have no part in it. A
 * delivery takes one row for each subscription, and under load many deliveries do.
 */
@ApplicationScoped
class PublishTimes {

  /** None for a subscription that is no more, which would be forgotten already. */
  private static final String INSERT =
      "insert into published (subscription_id, first_event, last_event, published_at)"
          + " select id, cast(? as bigint), cast(? as bigint),"
          + " cast(? as timestamp(6) with time zone) from subscription where id = ?";

  /** One statement, so that an event that is sent just now is seen either waiting or published. */
  private static final String FIND =
      "select new io.catchment.publish.PublicationState("
          + "s.name, count(o.eventId), max(p.publishedAt)) from Subscription s"
          + " left join Outbox o on o.subscriptionId = s.id and o.eventId = :event"
          + " left join Published p on p.subscriptionId = s.id and p.lastEvent >= :event"
          + " and p.firstEvent between :earliest and :event"
          + " group by s.name order by s.name";

  @Inject Database database;

  /** Keeps when events were sent, in the transaction that takes them out of the outbox. */
  @Transactional(TxType.REQUIRED)
  void add(Integer subscriptionId, List<Long> ascendingIds, Instant publishedAt) {
    try (StatelessSession session = database.openStatelessSession()) {
      session.doWork(
          connection -> add(connection, subscriptionId, IdRange.of(ascendingIds), publishedAt));
    }
  }

  private static void add(
      Connection connection, Integer subscriptionId, List<IdRange> ranges, Instant publishedAt)
      throws SQLException {
    OffsetDateTime time = publishedAt.atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (IdRange range : ranges) {
        statement.setLong(1, range.first());
        statement.setLong(2, range.last());
        statement.setObject(3, time);
        statement.setInt(4, subscriptionId);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** How far an event is on its way to each subscription, by name. */
  @Transactional(TxType.REQUIRED)
  List<PublicationState> find(long eventId) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(FIND, PublicationState.class)
          .setParameter("event", eventId)
          .setParameter("earliest", eventId - IdRange.LONGEST + 1)
          .getResultList();
    }
  }

  /** Of which subscriptions there are times; some may be no more. */
  @Transactional(TxType.REQUIRED)
  List<Integer> subscriptionIds() {
    try (EntityManager entities = database.openEntityManager()) {
      return SubscriptionIds.of(entities, "Published");
    }
  }

  /**
   * Forgets some of what was sent to a subscription that is no more, so that another one with its
   * id does not inherit that.
   *
   * @param most how many rows, but for others of the same event
   * @return how many rows were forgotten; 0 if none was left
   */
  @Transactional(TxType.REQUIRED)
  int forget(Integer subscriptionId, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "delete from Published p where p.subscriptionId = :subscription"
                  + " and p.firstEvent <= :end and not exists"
                  + " (select s.id from Subscription s where s.id = :subscription)")
          .setParameter("subscription", subscriptionId)
          .setParameter(
              "end",
              SubscriptionIds.endOfPortion(
                  entities, "Published", "firstEvent", subscriptionId, most))
          .executeUpdate();
    }
  }
}
