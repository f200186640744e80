package io.catchment.store;

import java.sql.SQLException;

/** Why something could not be stored, by what is to be done about it. */
enum Failure {
  /** The database never takes this data: SQLSTATE class 22, data exception, of the SQL standard. */
  PERMANENT,
  /**
   * The database or the transaction manager is in trouble: a lost connection, a full disk, a lock,
   * and also a violated key, which means that somebody else was faster.
   */
  TRANSIENT,
  /** Neither of them says anything: a fault in our own processing. */
  OURS;

  private static final String DATA_EXCEPTION = "22";

  static Failure of(Throwable failure) {
    SQLException sql = find(SQLException.class, failure);
    if (sql != null) {
      boolean data = sql.getSQLState() != null && sql.getSQLState().startsWith(DATA_EXCEPTION);
      return data ? PERMANENT : TRANSIENT;
    }
    return isOfThePlatform(failure) ? TRANSIENT : OURS;
  }

  /** The reason in words, without the data: a database's message may hold whole rows. */
  static String describe(Throwable failure) {
    SQLException sql = find(SQLException.class, failure);
    return sql == null ? rootOf(failure).toString() : "SQLSTATE " + sql.getSQLState();
  }

  private static boolean isOfThePlatform(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String name = cause.getClass().getName();
      if (name.startsWith("jakarta.transaction.") || name.startsWith("jakarta.resource.")) {
        return true;
      }
    }
    return find(DatabaseAwayException.class, failure) != null;
  }

  private static <T extends Throwable> T find(Class<T> type, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
