package io.catchment.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads which events are meant, where all of them count and not a page: by {@code since}, {@code
 * until}, {@code filter}, {@code q}, {@code org} and {@code origin}, with the meaning and the
 * defaults that they have for a bounded query of the log.
 */
final class Selection {

  private Selection() {}

  /**
   * The query, the oldest event first, with a beginning and an end to the microsecond.
   *
   * @throws BadQueryException if a parameter is not what it has to be
   */
  static EventQuery read(QueryText query, Instant now) throws BadQueryException {
    Instant until =
        LogsRequest.time(query, "until").orElseGet(() -> now.truncatedTo(ChronoUnit.MICROS));
    Instant since =
        LogsRequest.time(query, "since").orElseGet(() -> LogsRequest.beginBefore(until));
    if (since.isAfter(until)) {
      throw BadQueryException.invalid("since", "must not be after until, which is now by default");
    }
    return new EventQuery(
        Sources.read(query),
        since,
        Optional.of(until),
        LogsRequest.filter(query),
        LogsRequest.keywords(query),
        Order.ASCENDING);
  }
}
