package io.catchment.publish;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The events that are sent in one transaction, bounded in number and in size.
 *
 * @param publications in the order of the outbox
 * @param more whether the outbox may hold further ones
 */
record Batch(List<Publication> publications, boolean more) {

  /** The most events. */
  static final int MAX_EVENTS = 200;

  /** The size that is not passed, unless by a single event, in characters of JSON. */
  static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  Batch {
    publications = List.copyOf(publications);
  }

  boolean isEmpty() {
    return publications.isEmpty();
  }

  /**
   * Takes from the waiting events as many as fit, up to a number; takes at most one further off.
   */
  static Batch of(Iterator<Publication> waiting, int mostEvents) {
    List<Publication> taken = new ArrayList<>();
    int characters = 0;
    while (waiting.hasNext()) {
      Publication next = waiting.next();
      characters += next.event().json().length();
      boolean fits = taken.isEmpty() || characters <= MAX_CHARACTERS;
      if (!fits || taken.size() == mostEvents) {
        return new Batch(taken, true);
      }
      taken.add(next);
    }
    return new Batch(taken, false);
  }
}
