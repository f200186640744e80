package io.catchment.store;

/** What came of reading a dead letter again. */
public sealed interface Retrial {

  /**
   * It could be read and is removed.
   *
   * @param stored events that we had not; they wait in the outbox
   * @param duplicates events that we had
   * @param deadLetters elements of it that are dead letters of their own now, if it was a whole
   *     delivery
   */
  record Stored(int stored, int duplicates, int deadLetters) implements Retrial {}

  /**
   * It stays.
   *
   * @param reason why, as a sentence for an operator; it stands in the dead letter too
   */
  record Stays(String reason) implements Retrial {}
}
