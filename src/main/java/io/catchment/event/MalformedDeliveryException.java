package io.catchment.event;

/** A body that is not an event hook delivery. The message says what is wrong, for the sender. */
public class MalformedDeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedDeliveryException(String message) {
    super(message);
  }
}
