package io.catchment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The order in which events are stored is that of their ids, but transactions commit in another.
 * Whoever reads along must not pass an id that may still appear.
 *
 * <p>On PostgreSQL a transaction that writes first takes a shared advisory lock, which lasts as
 * long as itself. Its number is the lowest id that it can be given, as the sequence says just
 * before. A reader takes the highest id that it sees, and after that looks for the lowest of those
 * numbers in {@code pg_locks}. Below both nothing can appear: who was given a lower id than the
 * highest one seen was given it before, so it had its lock before; and PostgreSQL gives locks back
 * only after others see what was committed. That holds for all nodes, for prepared transactions,
 * which keep their locks, and for killed ones, which lose them when PostgreSQL notices. Numbers of
 * another database are told apart by {@code pg_locks} itself; others' advisory locks, such as
 * Flyway's, by the highest byte.
 *
 * <p>The sequence's own value would say more than the highest id, but too much: after a crash it
 * may go back to what no transaction has committed.
 *
 * <p>With H2 one transaction writes at a time, see {@link Writers}, from its first id to the end of
 * its commit: the highest id that is seen is enough.
 */
public final class ArrivalOrder {

  /** The highest byte of our locks' keys; the rest is the id. */
  private static final long LOCKS = 0x43L << 56;

  private static final long LAST_LOCK = LOCKS | (1L << 56) - 1;

  private static final String ANNOUNCE =
      "select pg_advisory_xact_lock_shared("
          + LOCKS
          + " + last_value + case when is_called then 1 else 0 end) from event_seq";

  private static final String HIGHEST = "select max(id) from event";

  /** A key of 64 bits is shown in two halves, with the subid 1. */
  private static final String LOWEST_ANNOUNCED =
      """
      select min(held.key) from
        (select classid::bigint << 32 | objid::bigint as key from pg_locks
          where locktype = 'advisory' and objsubid = 1
            and database = (select oid from pg_database where datname = current_database())) held
        where held.key between ? and ?
      """;

  private ArrivalOrder() {}

  /** Says, before a transaction takes its first id, that it will; only on PostgreSQL. */
  static void announce(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
      statement.execute();
    }
  }

  /**
   * The id up to which all events are there that ever will be: every statement that begins after
   * this has returned sees them. Empty if there is none yet.
   *
   * @param connection in a transaction that sees in each statement what was committed before it
   * @param embedded see {@link Database#isEmbedded}
   */
  public static OptionalLong settled(Connection connection, boolean embedded) throws SQLException {
    OptionalLong highest = highest(connection);
    if (embedded || highest.isEmpty()) {
      return highest;
    }
    OptionalLong announced = lowestAnnounced(connection);
    return announced.isEmpty()
        ? highest
        : OptionalLong.of(Math.min(highest.getAsLong(), announced.getAsLong() - 1));
  }

  private static OptionalLong highest(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HIGHEST)) {
      return number(statement);
    }
  }

  private static OptionalLong lowestAnnounced(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOWEST_ANNOUNCED)) {
      statement.setLong(1, LOCKS);
      statement.setLong(2, LAST_LOCK);
      OptionalLong key = number(statement);
      return key.isEmpty() ? key : OptionalLong.of(key.getAsLong() - LOCKS);
    }
  }

  private static OptionalLong number(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      long number = result.getLong(1);
      return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }
}
