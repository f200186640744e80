package io.catchment.store;

import java.sql.SQLException;

/** Tells what will go away from what will not, by the SQLSTATE class of the SQL standard. */
final class DatabaseFailure {

  /** The class "data exception": a value that the database will never take. */
  private static final String DATA_EXCEPTION = "22";

  private DatabaseFailure() {}

  /**
   * Whether the same data would be refused again. Everything else may pass: a lost connection, a
   * full disk, a lock, and also a violated key, which means that somebody else was faster.
   */
  static boolean isPermanent(Throwable failure) {
    SQLException cause = findCause(failure);
    return cause != null
        && cause.getSQLState() != null
        && cause.getSQLState().startsWith(DATA_EXCEPTION);
  }

  /** The database's own words for a permanent failure. */
  static String describe(Throwable failure) {
    SQLException cause = findCause(failure);
    return cause == null ? failure.toString() : "SQLSTATE " + cause.getSQLState();
  }

  private static SQLException findCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
