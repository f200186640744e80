package io.catchment.platform;

/**
 * What was asked for cannot be done now, and neither the request nor Catchment is at fault: 503.
 * The message is for the log, where it takes one line, and says nothing of the data.
 */
public class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final long RETRY_SECONDS = 10;

  private final String detail;
  private final long retrySeconds;

  /**
   * A request that is not done.
   *
   * @param message what is the matter
   * @param detail the same for whoever asked, and what to do about it
   */
  public UnavailableException(String message, String detail, Throwable cause) {
    this(message, detail, RETRY_SECONDS, cause);
  }

  /**
   * The same, when it is known how soon it may be done.
   *
   * @param retrySeconds after which whoever asked may try again
   */
  public UnavailableException(String message, String detail, long retrySeconds, Throwable cause) {
    super(message, cause);
    this.detail = detail;
    this.retrySeconds = retrySeconds;
  }

  /** What is the matter, for whoever asked. */
  String detail() {
    return detail;
  }

  /** After which whoever asked may try again. */
  long retrySeconds() {
    return retrySeconds;
  }
}
