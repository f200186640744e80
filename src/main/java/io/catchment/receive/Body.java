package io.catchment.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A request's body, never read further than the limit.
 *
 * @param bytes all of it; of one that is too large, the first {@link #KEPT_OF_TOO_LARGE} bytes
 * @param tooLarge whether it is larger than the limit
 */
record Body(byte[] bytes, boolean tooLarge) {

  /** How much of a body is kept when it is too large, in bytes. */
  static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  /**
   * Reads until the end, or until one byte more than the limit, whatever the sender declared.
   *
   * @param limit the largest size that is taken, in bytes
   * @throws IOException if the sender stops short
   */
  static Body read(InputStream stream, int limit) throws IOException {
    byte[] bytes = stream.readNBytes(limit);
    if (stream.read() < 0) {
      return new Body(bytes, false);
    }
    return new Body(Arrays.copyOf(bytes, Math.min(limit, KEPT_OF_TOO_LARGE)), true);
  }
}
