package io.catchment.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts events by hour and kind with transactions of its own, and without a container. */
public final class Folding {

  private final DataSource dataSource;
  private final boolean embedded;

  public Folding(DataSource dataSource, boolean embedded) {
    this.dataSource = dataSource;
    this.embedded = embedded;
  }

  /** Counts the next events, as many at the most. */
  public int next(int most) {
    return next(most, true);
  }

  /** The same, and the database forgets it, as if whoever does it died before the commit. */
  public int nextAndDie(int most) {
    return next(most, false);
  }

  private int next(int most, boolean commits) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int events = 0;
        for (RollUp rollUp : RollUp.values()) {
          events = Math.max(events, new EventFold(connection, embedded, rollUp).next(most));
        }
        if (commits) {
          connection.commit();
        }
        return events;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts all that are not counted yet, as many at a time. */
  public void all(int portion) {
    while (next(portion) > 0) {
      continue;
    }
  }
}
