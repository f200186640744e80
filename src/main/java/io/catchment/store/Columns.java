package io.catchment.store;

/** What the columns have in common. */
final class Columns {

  /**
   * The longest text in a column that is searched; the event's own text is kept whole beside it.
   */
  static final int MAX_TEXT = 255;

  private Columns() {}
}
