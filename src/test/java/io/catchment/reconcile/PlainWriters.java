package io.catchment.reconcile;

import io.catchment.store.Writers;
import java.util.concurrent.Callable;

/** Writers that need no database. */
final class PlainWriters extends Writers {

  @Override
  public <T> T write(Callable<T> transaction) throws Exception {
    return transaction.call();
  }
}
