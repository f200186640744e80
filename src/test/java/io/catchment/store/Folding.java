package io.catchment.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Counts events by hour and kind with transactions of its own, and without a container. */
public final class Folding {

  private final DataSource dataSource;
  private final boolean embedded;

  public Folding(DataSource dataSource, boolean embedded) {
    this.dataSource = dataSource;
    this.embedded = embedded;
  }

  /** Does all upkeep for the next events, as many at the most. */
  public int next(int most) {
    return next(List.of(Upkeep.values()), most, true);
  }

  /** The same, and the database forgets it, as if whoever does it died before the commit. */
  public int nextAndDie(int most) {
    return next(List.of(Upkeep.values()), most, false);
  }

  /** Counts the next events in one roll-up only, as nodes that are beside each other do. */
  public int next(RollUp rollUp, int most) {
    List<Upkeep> one =
        Arrays.stream(Upkeep.values()).filter(some -> some.mark() == rollUp.id()).toList();
    return next(one, most, true);
  }

  private int next(List<Upkeep> upkeep, int most, boolean commits) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int events = 0;
        for (Upkeep some : upkeep) {
          events = Math.max(events, some.next(connection, embedded, most));
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
