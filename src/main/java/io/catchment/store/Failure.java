package io.catchment.store;

import io.catchment.platform.Causes;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Why something could not be stored, by what is to be done about it.
 *
 * <p>The classes are those of SQLSTATE. What is not known here counts as transient: then a delivery
 * waits longer than it had to, and nothing is given up that might have been stored.
 */
enum Failure {
  /** The database never takes this data: class 22, data exception. */
  PERMANENT,
  /**
   * The database or the transaction manager is in trouble: a lost connection, a full disk, a lock,
   * and also a violated key, which means that somebody else was faster.
   *
   * <p>Class 42 too: a column that is missing, a permission that was taken away. It does not depend
   * on the data, so nothing gets through anyway, and all deliveries wait for the one who mends it.
   * Giving them up would turn a whole queue into dead letters.
   */
  TRANSIENT,
  /**
   * A fault in our own processing, or data that break a rule of the tables: neither goes away by
   * itself, and both concern some deliveries while the others are stored.
   */
  OURS;

  private static final String DATA_EXCEPTION = "22";
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * Constraints, views with a check option, limits such as that of an index entry, and what a
   * trigger of PostgreSQL raises.
   */
  private static final Set<String> RULES = Set.of("23", "44", "54", "P0");

  static Failure of(Throwable failure) {
    return findSql(failure)
        .map(sql -> ofState(sql.getSQLState()))
        .orElseGet(() -> Causes.of(failure).anyMatch(Failure::isOfThePlatform) ? TRANSIENT : OURS);
  }

  private static Failure ofState(String state) {
    if (state == null || state.length() < 2 || state.equals(UNIQUE_VIOLATION)) {
      return TRANSIENT;
    }
    String stateClass = state.substring(0, 2);
    if (stateClass.equals(DATA_EXCEPTION)) {
      return PERMANENT;
    }
    return RULES.contains(stateClass) ? OURS : TRANSIENT;
  }

  /** The reason in words, without the data: a database's message may hold whole rows. */
  static String describe(Throwable failure) {
    return findSql(failure)
        .map(sql -> "SQLSTATE " + sql.getSQLState())
        .orElseGet(() -> Causes.rootOf(failure).toString());
  }

  private static Optional<SQLException> findSql(Throwable failure) {
    return Causes.of(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static boolean isOfThePlatform(Throwable cause) {
    String name = cause.getClass().getName();
    return cause instanceof DatabaseAwayException
        || name.startsWith("jakarta.transaction.")
        || name.startsWith("jakarta.resource.");
  }
}
