package io.catchment.receive;

import java.util.Locale;

/** How a call ended: its HTTP status, and the {@code outcome} label of our metrics. */
enum Answer {
  /** On the queue, durably. */
  QUEUED(204),
  /** The broker refused, and the database took it. */
  STORED(204),
  /** A verification was answered. */
  VERIFIED(200),
  /** Not an event hook delivery, kept as a dead letter; or an absurd challenge. */
  MALFORMED(400),
  /** No secret, a wrong one, or no such org. */
  UNAUTHORIZED(401),
  /** The sender's address is not allowed. */
  ADDRESS_REFUSED(403),
  /** Too large; the beginning is kept as a dead letter. */
  TOO_LARGE(413),
  /** Not JSON by its media type. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /**
   * The body broke off. Not a 4xx: should it have been the connection's fault, Okta tries again.
   */
  CUT_SHORT(503),
  /** Neither broker nor database took it. */
  UNAVAILABLE(503);

  private final int status;

  Answer(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
