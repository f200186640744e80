package io.catchment.filter;

/** A search that is not taken. The message says why, for whoever wrote it. */
public final class KeywordsException extends Exception {
  private static final long serialVersionUID = 1L;

  KeywordsException(String message) {
    super(message);
  }
}
