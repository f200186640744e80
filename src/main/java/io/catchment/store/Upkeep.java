package io.catchment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What is done once for each event after it was stored, each with a mark of how far it is. */
enum Upkeep {
  /** The counts by hour and type. */
  COUNTS_OF_TYPES(RollUp.OF_TYPES.id()) {
    @Override
    void of(Connection connection, long from, long to, int events) throws SQLException {
      new EventFold(connection, RollUp.OF_TYPES).add(from, to, events);
    }
  },

  /** The counts by hour. */
  COUNTS_OF_ANY_TYPE(RollUp.OF_ANY_TYPE.id()) {
    @Override
    void of(Connection connection, long from, long to, int events) throws SQLException {
      new EventFold(connection, RollUp.OF_ANY_TYPE).add(from, to, events);
    }
  },

  /** The time of those targets that an older version has stored, which was without. */
  TIMES_OF_TARGETS(3) {
    @Override
    void of(Connection connection, long from, long to, int events) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(TIMES)) {
        statement.setLong(1, from);
        statement.setLong(2, to);
        statement.executeUpdate();
      }
    }
  };

  private static final String TIMES =
      "update event_target set published_at ="
          + " (select e.published_at from event e where e.id = event_target.event_id)"
          + " where event_id > ? and event_id <= ? and published_at is null";

  private final int mark;

  Upkeep(int mark) {
    this.mark = mark;
  }

  /** See {@link EventMark}. */
  int mark() {
    return mark;
  }

  /** Does it for the events of which the ids are above the first and not above the last. */
  abstract void of(Connection connection, long from, long to, int events) throws SQLException;
}
