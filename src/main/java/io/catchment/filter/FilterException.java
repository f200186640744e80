package io.catchment.filter;

/**
 * A text that is not a filter. The message says where, and what was found and expected there, for
 * whoever wrote it.
 */
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String found;
  private final String expected;

  FilterException(int position, String found, String expected) {
    super("At position " + position + " is " + found + ", but expected is " + expected + ".");
    this.position = position;
    this.found = found;
    this.expected = expected;
  }

  /** Where the text stops being a filter: an index of it in UTF-16 units, from 0. */
  public int position() {
    return position;
  }

  /** What is there: a word or sign in apostrophes, cut if it is long, or a few words about it. */
  public String found() {
    return found;
  }

  /** What could stand there instead, in words. */
  public String expected() {
    return expected;
  }
}
