package io.catchment.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.concurrent.Callable;

/** The transaction that holds a subscription's row, so that one node at a time publishes it. */
@ApplicationScoped
class SubscriptionLock {

  /** Has a step done in a transaction; it takes the row. Throws what the step throws. */
  @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
  <T> T hold(Callable<T> step) throws Exception {
    return step.call();
  }
}
