package io.catchment.search;

import io.catchment.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.hibernate.StatelessSession;

/** Gives a search its connection. */
@ApplicationScoped
class SearchTransaction {

  @Inject Database database;

  /**
   * Does the work in one transaction, in which each statement sees what was committed before it.
   */
  @Transactional(TxType.REQUIRED)
  <T> T with(Work<T> work) {
    try (StatelessSession session = database.openStatelessSession()) {
      return session.doReturningWork(work::with);
    }
  }

  /** The statements of a transaction that has just begun. */
  Rows rows(Connection connection) throws SQLException {
    return Rows.of(connection, isEmbedded(), patience());
  }

  /** See {@link Rows#PATIENCE}. */
  Duration patience() {
    return Rows.PATIENCE;
  }

  /** See {@link Database#isEmbedded}. */
  boolean isEmbedded() {
    return database.isEmbedded();
  }

  /** What is done with a connection, which is not to be closed. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }
}
