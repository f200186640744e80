package io.catchment.receive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * The bodies of those who want to sign in, where each takes a thread: nobody knows them yet, so
 * only a few are read at the same time, and none for long. However many come, and however slow they
 * are, they hold up each other, and no delivery.
 *
 * <p>The time is looked at whenever something has come. Who sends nothing at all keeps his turn
 * until the server's own time-out for reading is over. Safe for many threads.
 */
final class SignInBodies {

  /** How many are read at the same time. */
  static final int MOST = 2;

  /** How long one may take, in nanoseconds: as long as where none takes a thread. */
  static final long LONGEST = Duration.ofMillis(BodyFilter.MAX_MILLIS).toNanos();

  private final Semaphore turns = new Semaphore(MOST);
  private final LongSupplier nanos;

  /**
   * None is read yet.
   *
   * @param nanos what {@link System#nanoTime} says
   */
  SignInBodies(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Reads one, in this thread.
   *
   * @param limit the largest size that is taken, in bytes
   * @return empty if as many are being read already as may be
   * @throws IOException if it breaks off, or takes too long
   */
  Optional<Body> read(InputStream stream, int limit) throws IOException {
    if (!turns.tryAcquire()) {
      return Optional.empty();
    }
    try {
      long end = nanos.getAsLong() + LONGEST;
      return Optional.of(BodyFilter.read(stream, limit, () -> end - nanos.getAsLong() > 0));
    } finally {
      turns.release();
    }
  }
}
