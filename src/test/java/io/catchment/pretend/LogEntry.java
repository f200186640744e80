package io.catchment.pretend;

import java.util.Comparator;

/**
 * An event in the log.
 *
 * @param storedMillis when it was stored, in milliseconds since 1970
 * @param position how many were stored before it
 */
record LogEntry(PretendEvent event, long storedMillis, int position) {

  /** By the time at which it happened; at the same time, by the order of storing. */
  static final Comparator<LogEntry> BY_PUBLISHED =
      Comparator.comparingLong(LogEntry::publishedMillis).thenComparingInt(LogEntry::position);

  long publishedMillis() {
    return event.publishedMillis();
  }
}
