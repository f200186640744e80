package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.StatelessSession;
import org.hibernate.jdbc.ReturningWork;

/** The counts of events by hour and kind, in a transaction for each step. */
@ApplicationScoped
class EventCounts {

  @Inject Database database;

  /** Whether there are events that are not counted yet. Reads only. */
  @Transactional(TxType.REQUIRED)
  boolean areBehind() {
    return uncounted(1) > 0;
  }

  /**
   * Counts the next events, all of them or none. To be called inside {@link Writers}.
   *
   * @param most how many at the most
   * @return how many they were; none if another node is just counting some
   */
  @Transactional(TxType.REQUIRED)
  int foldNext(int most) {
    return most(fold -> fold.next(most));
  }

  /**
   * How many events are not counted yet, by hour and kind. Reads only.
   *
   * @param most the answer if they are more
   */
  @Transactional(TxType.REQUIRED)
  int uncounted(int most) {
    return most(fold -> fold.uncounted(most));
  }

  /** Of each roll-up; the one that is furthest behind tells. */
  private int most(Work work) {
    return with(
        connection -> {
          int events = 0;
          for (RollUp rollUp : RollUp.values()) {
            events = Math.max(events, work.with(fold(connection, rollUp)));
          }
          return events;
        });
  }

  private EventFold fold(Connection connection, RollUp rollUp) {
    return new EventFold(connection, database.isEmbedded(), rollUp);
  }

  private <T> T with(ReturningWork<T> work) {
    try (StatelessSession session = database.openStatelessSession()) {
      return session.doReturningWork(work);
    }
  }

  private interface Work {
    int with(EventFold fold) throws SQLException;
  }
}
