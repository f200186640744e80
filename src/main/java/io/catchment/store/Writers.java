package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has the transactions that write into H2 follow one another; into PostgreSQL they go as they come.
 *
 * <p>When a transaction commits, H2 writes what it has in memory to its file, map by map, while
 * other transactions go on changing it. After a kill it may so find a row, or a key of an index,
 * without the entry by which it would undo it, and keeps that locked for ever: the event that was
 * being stored could not be stored again, and nothing be published any more. Fifteen threads that
 * wrote left such a lock in about one kill of ten, with H2 2.2 as with 2.4; one that writes at a
 * time left none in thirty, and wrote more.
 */
@ApplicationScoped
public class Writers {

  @Inject Database database;
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * Has a transaction done that writes. With H2 to be called without one, for the turn must last
   * until its commit is over. Throws what the transaction throws, and does nothing for a thread
   * that is interrupted: H2 would close its file.
   */
  public <T> T write(Callable<T> transaction) throws Exception {
    if (!database.isEmbedded()) {
      return transaction.call();
    }
    turn.lockInterruptibly();
    try {
      return transaction.call();
    } finally {
      turn.unlock();
    }
  }
}
