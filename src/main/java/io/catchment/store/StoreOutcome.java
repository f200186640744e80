package io.catchment.store;

/**
 * What storing a delivery came to. The three counts add up to the elements of its batch.
 *
 * @param stored events that we had not
 * @param duplicates events that we had
 * @param deadLetters elements that cannot be stored as events; 1 for a delivery kept whole
 */
record StoreOutcome(int stored, int duplicates, int deadLetters) {

  /** The delivery was processed before. */
  static final StoreOutcome ALREADY_PROCESSED = new StoreOutcome(0, 0, 0);
}
