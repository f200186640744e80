package io.catchment.search;

/**
 * A search did not come on in time: the database took too long over a step that could not be
 * narrower, or others are before it. Nothing is wrong with the query.
 */
class SearchTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SearchTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
