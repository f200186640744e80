package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.hibernate.StatelessSession;
import org.hibernate.jdbc.ReturningWork;

/** {@link Upkeep}, in a transaction for each step. */
@ApplicationScoped
class EventUpkeep {

  @Inject Database database;

  /**
   * Does the next events, all of them or none. To be called inside {@link Writers}.
   *
   * @param most how many at the most
   * @return how many they were; none if another node is just at some
   */
  @Transactional(TxType.REQUIRED)
  int next(Upkeep upkeep, int most) {
    return with(connection -> upkeep.next(connection, database.isEmbedded(), most));
  }

  /**
   * How many events are still to be done. Reads only.
   *
   * @param most the answer if they are more
   */
  @Transactional(TxType.REQUIRED)
  int behind(Upkeep upkeep, int most) {
    return with(
        connection -> new EventMark(connection, database.isEmbedded(), upkeep.mark()).behind(most));
  }

  private <T> T with(ReturningWork<T> work) {
    try (StatelessSession session = database.openStatelessSession()) {
      return session.doReturningWork(work);
    }
  }
}
