package io.catchment.publish;

import jakarta.jms.JMSException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/**
 * Whether a transaction was committed, by its own word.
 *
 * <p>The return of a container-managed call does not say so. In a transaction a message is sent
 * without waiting for an answer. When the connection breaks behind it, the server marks the
 * transaction to be rolled back; the container then rolls back where it would have committed, and
 * returns as if nothing had been.
 */
final class Commitment implements Synchronization {

  private volatile int status = Status.STATUS_UNKNOWN;

  @Override
  public void beforeCompletion() {
    // Nothing is left to do.
  }

  @Override
  public void afterCompletion(int outcome) {
    status = outcome;
  }

  /**
   * Returns if it was committed.
   *
   * @throws JMSException if it was not, or if nobody knows
   */
  void require() throws JMSException {
    if (status != Status.STATUS_COMMITTED) {
      throw new JMSException("The messages were rolled back (status " + status + ").");
    }
  }
}
