package io.catchment.search;

import io.catchment.store.ArrivalOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds events, a page at a time.
 *
 * <p>Reads only, in a transaction of its own if the caller has none. Safe for any number of
 * threads.
 */
@ApplicationScoped
class Events {

  /** When a page has taken so long, it ends with what it has. */
  static final Duration TIME = Duration.ofSeconds(5);

  /** When a page holds so much JSON, in UTF-16 units, it ends. */
  static final long MAX_SIZE = 8L << 20;

  private static final Condition PUBLISHED =
      Condition.of("select min(published_at), max(published_at) from event");

  /** The sum keeps PostgreSQL from walking along the ids until it meets one. */
  private static final String FIRST = "select min(e.id + 0) from event e where ";

  @Inject SearchTransaction transaction;
  @Inject Clock clock;

  /**
   * Reads a page. Whoever goes on at its end until nothing more follows sees every event that the
   * query finds once, in its order. In the order of arrival that holds also for events that are
   * stored meanwhile, by any node; in the others for those that were there.
   *
   * @param after where to go on, which is the end of a page of the same query; from the beginning
   *     if empty
   * @param limit the most events; with 0 nothing is looked for
   * @throws SearchTimeoutException if one step alone took the database too long
   */
  EventPage read(EventQuery query, Optional<Position> after, int limit) {
    return transaction.with(connection -> read(connection, query, after, limit));
  }

  private EventPage read(
      Connection connection, EventQuery query, Optional<Position> after, int limit)
      throws SQLException {
    Rows rows = new Rows(connection);
    if (!transaction.isEmbedded()) {
      rows.planEachForItself();
    }
    Track track =
        query.order() == Order.ARRIVAL
            ? inOrderOfArrival(connection, rows, query, after)
            : new TimeTrack(query, after, published(rows));
    return new Search(query, rows, track, limit, clock).page();
  }

  private Track inOrderOfArrival(
      Connection connection, Rows rows, EventQuery query, Optional<Position> after)
      throws SQLException {
    OptionalLong settled = ArrivalOrder.settled(connection, transaction.isEmbedded());
    Position begin = after.isPresent() ? after.get() : begin(rows, query, settled.orElse(0));
    return new ArrivalTrack(query, begin, settled.orElse(begin.id()));
  }

  /**
   * Before the first event of that time; it was looked for after the settled id was, so what is not
   * seen yet comes behind that.
   */
  private static Position begin(Rows rows, EventQuery query, long settled) throws SQLException {
    Condition time = Track.between(query);
    Long first = rows.one(new Condition(FIRST + time.sql(), time.parameters()), Long.class).get(0);
    return new Position(query.since(), first == null ? settled : Math.min(settled, first - 1));
  }

  private static Optional<TimeTrack.Published> published(Rows rows) throws SQLException {
    List<OffsetDateTime> ends = rows.one(PUBLISHED, OffsetDateTime.class);
    return ends.get(0) == null
        ? Optional.empty()
        : Optional.of(new TimeTrack.Published(ends.get(0).toInstant(), ends.get(1).toInstant()));
  }
}
