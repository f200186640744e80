package io.catchment.receive;

/**
 * A request's body, never read further than the limit.
 *
 * @param bytes all of it; of one that is too large, the first {@link #KEPT_OF_TOO_LARGE} bytes
 * @param tooLarge whether it is larger than the limit
 */
record Body(byte[] bytes, boolean tooLarge) {

  /** How much of a body is kept when it is too large, in bytes. */
  static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  /** A body without a byte. */
  static final Body EMPTY = new Body(new byte[0], false);
}
