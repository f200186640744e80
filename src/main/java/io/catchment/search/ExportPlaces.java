package io.catchment.search;

import io.catchment.platform.Crowd;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets this node write only so many exports at the same time. Each asks for page after page, as
 * fast as its client takes them, and searches that people wait for would stand behind it.
 *
 * <p>Nobody waits here: an export may take hours. Safe for any number of threads.
 */
@ApplicationScoped
class ExportPlaces {

  private static final int AT_ONCE = 2;

  private static final long RETRY_SECONDS = 10;

  private final Semaphore free = new Semaphore(AT_ONCE);

  private final Crowd crowd =
      new Crowd(
          ExportPlaces.class,
          "Too many exports are written at the same time.",
          "This node writes %d exports now, and takes no more. Try again when one of them is over."
              .formatted(AT_ONCE),
          RETRY_SECONDS);

  /**
   * Takes a place, which is taken until it is closed.
   *
   * @throws io.catchment.platform.UnavailableException if there is none
   */
  Place take() {
    if (!free.tryAcquire()) {
      throw crowd.refusal();
    }
    return new Place(free);
  }

  /** The place of one export. Closing it a second time does nothing. */
  static final class Place implements AutoCloseable {

    private final Semaphore free;
    private final AtomicBoolean taken = new AtomicBoolean(true);

    private Place(Semaphore free) {
      this.free = free;
    }

    @Override
    public void close() {
      if (taken.getAndSet(false)) {
        free.release();
      }
    }
  }
}
