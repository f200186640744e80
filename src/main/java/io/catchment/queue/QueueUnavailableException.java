package io.catchment.queue;

/** The broker did not take a message. Whether it kept it all the same is not known. */
public class QueueUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  QueueUnavailableException(Exception cause) {
    super(cause);
  }
}
