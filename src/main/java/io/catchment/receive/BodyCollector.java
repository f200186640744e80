package io.catchment.receive;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Puts a body together from its pieces, and keeps none beyond the limit. For one thread. */
final class BodyCollector {

  private final int limit;
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean tooLarge;

  /**
   * Nothing has come yet.
   *
   * @param limit the largest size that is taken, in bytes
   */
  BodyCollector(int limit) {
    this.limit = limit;
  }

  /** Takes the first bytes of a buffer as the next piece. */
  void add(byte[] piece, int length) {
    if (tooLarge) {
      return;
    }
    if (length > limit - kept.size()) {
      tooLarge = true;
      kept.write(piece, 0, limit - kept.size());
      byte[] beginning = Arrays.copyOf(kept.toByteArray(), keptOfTooLarge());
      kept = new ByteArrayOutputStream(beginning.length);
      kept.writeBytes(beginning);
    } else {
      kept.write(piece, 0, length);
    }
  }

  boolean isTooLarge() {
    return tooLarge;
  }

  /** What has come so far. */
  Body body() {
    return new Body(kept.toByteArray(), tooLarge);
  }

  private int keptOfTooLarge() {
    return Math.min(limit, Body.KEPT_OF_TOO_LARGE);
  }
}
