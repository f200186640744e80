package io.catchment.search;

/** The database took too long over one step of a search; a shorter time or another filter helps. */
class SearchTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SearchTimeoutException(Throwable cause) {
    super("The database did not come to an end of a search in time.", cause);
  }
}
