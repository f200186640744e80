package io.catchment.search;

import io.catchment.event.JsonTree;
import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Instant;
import java.util.Optional;

/**
 * Which events are asked for, and in which order.
 *
 * @param sources they are from these
 * @param since they were published then or later
 * @param until they were published before; without an end if empty
 * @param filter they meet this condition, if there is one
 * @param keywords they hold all of these words, in any case; there may be none
 * @param order how they are sorted
 */
record EventQuery(
    Sources sources,
    Instant since,
    Optional<Instant> until,
    Optional<Filter> filter,
    Keywords keywords,
    Order order) {

  /** The same in another time. */
  EventQuery between(Instant begin, Instant end) {
    return new EventQuery(sources, begin, Optional.of(end), filter, keywords, order);
  }

  /** Whether the text of an event has to be looked into. */
  boolean looksInside() {
    return filter.isPresent() || !keywords.words().isEmpty();
  }

  /** Whether the text of an event, which is this tree, is as it has to be. */
  boolean accepts(JsonTree event) {
    return filter.map(f -> f.matches(event)).orElse(true) && keywords.matches(event);
  }
}
