package io.catchment.store;

import io.catchment.event.Origin;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Notes on events that were there that another way has brought them too. The first time by each way
 * counts, also if a later delivery was stored before it.
 */
final class Arrivals {

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
  }

  private static String column(Origin origin) {
    return origin == Origin.HOOK ? "hook_at" : "log_at";
  }

  private void note(String column, List<EventEntity> arrived) {
    String sql =
        "update event set %1$s = ? where org = ? and uuid = ? and (%1$s is null or %1$s > ?)"
            .formatted(column);
    session.doWork(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (EventEntity event : arrived) {
              add(statement, event);
            }
            statement.executeBatch();
          }
        });
  }

  private static void add(PreparedStatement statement, EventEntity event) throws SQLException {
    OffsetDateTime receivedAt = event.receivedAt().atOffset(ZoneOffset.UTC);
    statement.setObject(1, receivedAt);
    statement.setString(2, event.org());
    statement.setString(3, event.uuid());
    statement.setObject(4, receivedAt);
    statement.addBatch();
  }
}
