package io.catchment.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The way through the events in one order: where a search stands, and how far it has to go.
 *
 * <p>It is gone in windows, so that no statement looks through more than it can in good time. Used
 * by one search.
 */
interface Track {

  /** Whether anything may be left. */
  boolean hasNext();

  /** Which events are in the next window, from where the search stands. */
  Window window(long width);

  /** Which events of the window that was asked for last are no further than this one. */
  Window narrow(Position last);

  /** The order of the rows: the names of columns, each with its direction. */
  String order(Window.Place place);

  /** An event was looked at. */
  void pass(FoundEvent event);

  /** All events of the window that was asked for last were looked at. */
  void passWindow();

  /** Where the search stands. */
  Position position();

  /** How wide the first window is if much may have to be looked at, in this track's own units. */
  long firstWidth();

  /** The bounds of a query in time, if it has any beyond the track's own. */
  static Window between(EventQuery query) {
    Window since = Window.of("%1$s >= ?", stored(query.since()));
    Optional<Window> until = query.until().map(u -> Window.of("%1$s < ?", stored(u)));
    return until.map(u -> Window.all(since, u)).orElse(since);
  }

  /** The next instant that can be stored: drivers round some to the one before. */
  private static Instant stored(Instant bound) {
    return bound.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
  }
}
