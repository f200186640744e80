package io.catchment.store;

/** What the columns have in common. */
public final class Columns {

  /**
   * The longest text in a column that is searched; the event's own text is kept whole beside it.
   */
  public static final int MAX_TEXT = 255;

  /** The longest alias of an org; only a stranger's message can hold a longer one. */
  static final int MAX_ORG = 63;

  /** The longest reason of a dead letter. */
  static final int MAX_REASON = 1000;

  private Columns() {}
}
