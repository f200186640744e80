package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import org.hibernate.StatelessSession;
import org.hibernate.jdbc.ReturningWork;

/** The counts of events by hour and kind, in a transaction for each step. */
@ApplicationScoped
class EventCounts {

  @Inject Database database;

  /** Whether there are events that are not counted yet. Reads only. */
  @Transactional(TxType.REQUIRED)
  boolean areBehind() {
    return with(connection -> fold(connection).isBehind());
  }

  /**
   * Counts the next events, all of them or none. To be called inside {@link Writers}.
   *
   * @param most how many at the most
   * @return how many they were; none if another node is just counting some
   */
  @Transactional(TxType.REQUIRED)
  int foldNext(int most) {
    return with(connection -> fold(connection).next(most));
  }

  /**
   * How many events are not counted yet, by hour and kind. Reads only.
   *
   * @param most the answer if they are more
   */
  @Transactional(TxType.REQUIRED)
  int uncounted(int most) {
    return with(connection -> fold(connection).uncounted(most));
  }

  private EventFold fold(Connection connection) {
    return new EventFold(connection, database.isEmbedded());
  }

  private <T> T with(ReturningWork<T> work) {
    try (StatelessSession session = database.openStatelessSession()) {
      return session.doReturningWork(work);
    }
  }
}
