package io.catchment.store;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.concurrent.Callable;

/**
 * Sets the transaction of the thread aside while a step has one of its own, and brings it back
 * whatever became of that.
 *
 * <p>{@code REQUIRES_NEW} does this too, but on Payara it does not bring the caller's transaction
 * back if the commit of the new one fails. A message would then be neither taken off the queue nor
 * brought again, and a lock be held, until the server is restarted.
 */
@ApplicationScoped
public class CallersTransaction {

  private TransactionManager manager;

  @PostConstruct
  void start() {
    manager = ServerTransactions.manager();
  }

  /** Has the step done without the caller's transaction. Throws what the step throws. */
  public <T> T setAside(Callable<T> step) throws Exception {
    Transaction callers = manager.suspend();
    try {
      return step.call();
    } finally {
      bringBack(callers);
    }
  }

  private void bringBack(Transaction callers) throws SystemException, InvalidTransactionException {
    // What a failed commit may have left on the thread.
    manager.suspend();
    if (callers != null) {
      manager.resume(callers);
    }
  }
}
