package io.catchment.store;

import io.catchment.event.Origin;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Notes on events that were there by what they came again.
 *
 * <p>Of each way the first time, also if a later delivery was stored before it. Of hooks every
 * delivery too: a row for it and the event, and nothing is read or changed for that, so that two
 * transactions with the same event need not agree. The System Log is read over again by design, and
 * of what it shows again nothing is kept.
 */
final class Arrivals {

  /** Nothing if this delivery is known to have brought the event: it may hold it twice. */
  private static final String FURTHER_DELIVERY =
      "insert into further_delivery (event_id, delivery_id)"
          + " select id, cast(? as uuid) from event where org = ? and uuid = ? and delivery_id <> ?"
          + " on conflict do nothing";

  private final StatelessSession session;

  Arrivals(StatelessSession session) {
    this.session = session;
  }

  /**
   * Notes them together, in the order in which they are given, which is the one that every
   * transaction keeps.
   */
  void note(List<EventEntity> all) {
    List<EventEntity> arrived = all.stream().filter(e -> e.origin() != Origin.TEST).toList();
    int from = 0;
    for (int to = 1; to <= arrived.size(); to++) {
      if (to == arrived.size() || arrived.get(to).origin() != arrived.get(from).origin()) {
        note(column(arrived.get(from).origin()), arrived.subList(from, to));
        from = to;
      }
    }
    noteDeliveries(arrived.stream().filter(e -> e.origin() == Origin.HOOK).toList());
  }

  private static String column(Origin origin) {
    return origin == Origin.HOOK ? "hook_at" : "log_at";
  }

  private void note(String column, List<EventEntity> arrived) {
    String sql =
        "update event set %1$s = ? where org = ? and uuid = ? and (%1$s is null or %1$s > ?)"
            .formatted(column);
    batch(
        sql,
        arrived,
        (statement, event) -> {
          OffsetDateTime receivedAt = event.receivedAt().atOffset(ZoneOffset.UTC);
          statement.setObject(1, receivedAt);
          statement.setString(2, event.org());
          statement.setString(3, event.uuid());
          statement.setObject(4, receivedAt);
        });
  }

  private void noteDeliveries(List<EventEntity> arrived) {
    batch(
        FURTHER_DELIVERY,
        arrived,
        (statement, event) -> {
          statement.setObject(1, event.deliveryId());
          statement.setString(2, event.org());
          statement.setString(3, event.uuid());
          statement.setObject(4, event.deliveryId());
        });
  }

  private interface Parameters {
    void set(PreparedStatement statement, EventEntity event) throws SQLException;
  }

  private void batch(String sql, List<EventEntity> arrived, Parameters parameters) {
    if (arrived.isEmpty()) {
      return;
    }
    session.doWork(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (EventEntity event : arrived) {
              parameters.set(statement, event);
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }
}
