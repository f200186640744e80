package io.catchment.okta;

import java.net.SocketTimeoutException;

/** A good answer was coming, and was not whole when its time was over. */
final class SlowAnswerException extends SocketTimeoutException {
  private static final long serialVersionUID = 1L;

  SlowAnswerException(String message) {
    super(message);
  }
}
