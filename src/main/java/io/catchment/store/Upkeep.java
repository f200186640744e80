package io.catchment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What is done once for each event after it was stored, each with a mark of how far it is. */
enum Upkeep {
  /** The counts by hour and type. */
  COUNTS_OF_TYPES(RollUp.OF_TYPES.id()) {
    @Override
    void keepUp(Connection connection, long from, long to, int events) throws SQLException {
      new EventFold(connection, RollUp.OF_TYPES).add(from, to, events);
    }
  },

  /** The counts by hour. */
  COUNTS_OF_ANY_TYPE(RollUp.OF_ANY_TYPE.id()) {
    @Override
    void keepUp(Connection connection, long from, long to, int events) throws SQLException {
      new EventFold(connection, RollUp.OF_ANY_TYPE).add(from, to, events);
    }
  },

  /** The time of those targets that an older version has stored, which was without. */
  TIMES_OF_TARGETS(3) {
    @Override
    void keepUp(Connection connection, long from, long to, int events) throws SQLException {
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

  /** See {@link EventMark}, of which this is the id. */
  int mark() {
    return mark;
  }

  /**
   * Does it for the next events, in the transaction of this connection.
   *
   * @param embedded see {@link Database#isEmbedded}
   * @param most how many at the most
   * @return how many they were; none if another transaction is at it
   */
  int next(Connection connection, boolean embedded, int most) throws SQLException {
    return new EventMark(connection, embedded, mark)
        .next(most, (from, to, events) -> keepUp(connection, from, to, events));
  }

  /** Does it for the events of which the ids are above the first and not above the last. */
  abstract void keepUp(Connection connection, long from, long to, int events) throws SQLException;
}
