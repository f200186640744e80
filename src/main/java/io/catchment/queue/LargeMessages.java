package io.catchment.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has large messages worked off one after another. Each takes several times its size in memory
 * while it is read and stored, in an embedded database most of all, and there are as many consumers
 * as the server likes. Two pages of a System Log at once were stored no sooner, and published
 * later.
 */
@ApplicationScoped
class LargeMessages {

  /** From this size on a message is large, in bytes. */
  private static final long LARGE = 1024L * 1024;

  /** How long one waits for those before it. */
  private static final long PATIENCE_SECONDS = 30;

  private final Semaphore turn = new Semaphore(1, true);

  /**
   * Does the work for a message, when it is its turn if it is large. Throws what the work throws.
   *
   * @throws TimeoutException if those before it take too long
   */
  void inTurn(Message message, Callable<Void> work) throws Exception {
    if (!isLarge(message)) {
      work.call();
      return;
    }
    if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("Other large messages take too long.");
    }
    try {
      work.call();
    } finally {
      turn.release();
    }
  }

  private static boolean isLarge(Message message) throws JMSException {
    return message instanceof BytesMessage bytes && bytes.getBodyLength() >= LARGE;
  }
}
