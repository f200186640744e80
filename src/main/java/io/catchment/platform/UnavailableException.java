package io.catchment.platform;

/**
 * What was asked for cannot be done now, and neither the request nor Catchment is at fault: 503.
 * The message is for the log, where it takes one line, and says nothing of the data.
 */
public class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  /**
   * A request that is not done.
   *
   * @param message what is the matter
   * @param detail the same for whoever asked, and what to do about it
   */
  public UnavailableException(String message, String detail, Throwable cause) {
    super(message, cause);
    this.detail = detail;
  }

  /** What is the matter, for whoever asked. */
  String detail() {
    return detail;
  }
}
