package io.catchment.search;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a client of the live tail asks for.
 *
 * <p>Its parameters are those of {@link LogsRequest}, as far as they go with events that come on:
 * neither dates nor a limit, and no order but that of arrival, so that a page of the log that polls
 * and the live tail can each go on where the other one ended. Others are passed over.
 *
 * @param query what is for the client
 * @param after the cursor as it was sent; empty if it is told what is stored from now on
 * @param place what the cursor says
 * @param asInLog whether events are to look as in Okta's log, whichever way they came
 */
record LiveRequest(
    EventQuery query, Optional<String> after, Optional<Position> place, boolean asInLog) {

  private static final String AFTER = "after";

  /** The names of the parameters. */
  static final Set<String> PARAMETERS = Set.of("org", "origin", "filter", "q", AFTER, "dialect");

  /**
   * Reads the parameters.
   *
   * @param lastEventId the header by which a client that was cut off says where it was; it counts
   *     more than {@code after}, which is where that client began
   * @throws BadQueryException if one of them is not what it has to be
   */
  static LiveRequest read(QueryText query, Optional<String> lastEventId) throws BadQueryException {
    LogsRequest asked = LogsRequest.read(fromPlace(known(query), lastEventId));
    return new LiveRequest(
        new EventQuery(
            asked.sources(),
            since(asked.cursor()),
            Optional.empty(),
            asked.filter(),
            asked.keywords(),
            Order.ARRIVAL),
        asked.after(),
        asked.cursor().map(Cursor::position),
        asked.asInLog());
  }

  private static QueryText fromPlace(QueryText query, Optional<String> lastEventId) {
    return lastEventId
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .map(id -> query.with(AFTER, id))
        .orElse(query);
  }

  /** It is read as the log's is, which looks for the others too, and finds none. */
  private static QueryText known(QueryText query) {
    return new QueryText(
        query.parameters().stream().filter(p -> PARAMETERS.contains(p.name())).toList(),
        LogsRequest.PARAMETERS);
  }

  /** Whatever is stored is new, however old it is; unless a page of the log said otherwise. */
  private static Instant since(Optional<Cursor> cursor) {
    return cursor.map(Cursor::since).orElse(LogsRequest.EARLIEST);
  }
}
