package io.catchment.reconcile;

/** Pages lie on the queue, so no others are put behind them. Worth another attempt later. */
final class PagesWaitingException extends Exception {
  private static final long serialVersionUID = 1L;

  PagesWaitingException(int pages) {
    super(
        "There are "
            + pages
            + " pages of the System Log on the queue that are not stored, so no others are read.");
  }
}
