package io.catchment.receive;

import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;

/**
 * The memory for large bodies that are on their way to the queue, over all calls. An {@linkplain
 * #FREE ordinary} body needs none of it, so greedy senders keep nobody else out.
 */
@ApplicationScoped
class BodyRoom {

  /** What each body has beside the common room, in bytes. */
  static final int FREE = 16 * 1024;

  /**
   * A body is up to eight times as large while its text is looked at: as bytes, as a string, and,
   * if it is a single long value, in the parser's buffer of characters and the one before it, which
   * is half as long. A thirty-second of the heap for the bodies is a quarter of it then; what is
   * stored and published meanwhile takes as much again.
   */
  private static final int PART_OF_HEAP = 32;

  private final Semaphore bytes;

  /** For the container's proxy. */
  protected BodyRoom() {
    bytes = null;
  }

  @Inject
  BodyRoom(Settings settings) {
    long part = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    long least = settings.maxBodySize() + 1L;
    bytes = new Semaphore((int) Math.min(Math.max(part, least), Integer.MAX_VALUE));
  }

  /** Whether there was room for so many bytes; there is less then, until they are given back. */
  boolean take(int size) {
    return bytes.tryAcquire(size);
  }

  void giveBack(int size) {
    bytes.release(size);
  }
}
