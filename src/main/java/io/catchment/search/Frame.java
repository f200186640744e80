package io.catchment.search;

/** One thing that a client of the live tail is told. */
sealed interface Frame {

  /** An event was stored. */
  record Arrived(FoundEvent event) implements Frame {}

  /**
   * Events were stored that this client is not told, because it takes the others too slowly.
   *
   * @param number how many
   * @param after the place before the first of them
   * @param end the place behind the last of them
   */
  record Skipped(long number, Position after, Position end) implements Frame {}

  /** All up to this place has been told. */
  record Reached(Position place) implements Frame {}

  /** There is nothing to tell, but the client is not forgotten. */
  record StillHere() implements Frame {}
}
