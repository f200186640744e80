package io.catchment.search;

import io.catchment.platform.UnavailableException;

/**
 * A search did not come on in time: the database took too long over a step that could not be
 * narrower, or others are before it. Nothing is wrong with the query.
 */
class SearchTimeoutException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  private static final String ADVICE =
      " Ask for a shorter time, narrow the filter by eventType, actor.id, actor.alternateId or a"
          + " target, or try again a little later.";

  /**
   * The search that somebody waits for.
   *
   * @param message what took long, as a sentence
   */
  SearchTimeoutException(String message, Throwable cause) {
    super(message, message + ADVICE, cause);
  }
}
