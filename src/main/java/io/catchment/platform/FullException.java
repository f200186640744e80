package io.catchment.platform;

/** There is no room for what was asked for, which the log says already, see {@link Crowd}. */
final class FullException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  FullException(String message, String detail, long retrySeconds) {
    super(message, detail, retrySeconds, null);
  }
}
