package io.catchment.search;

import io.catchment.store.ArrivalOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

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

  /** How much longer it may take until it comes on at all. */
  static final Duration TIME_TO_MOVE = Duration.ofSeconds(15);

  /** When a page holds so much JSON, in UTF-16 units, it ends if no less is asked for. */
  static final long MAX_SIZE = 8L << 20;

  /**
   * Each has a connection to the database while a step of it lasts, and whoever stores needs some.
   */
  static final int AT_ONCE = 6;

  private static final Condition PUBLISHED =
      Condition.of("select min(published_at), max(published_at) from event");

  /** The sum keeps PostgreSQL from walking along the ids until it meets one. */
  private static final String FIRST = "select min(e.id + 0) from event e where ";

  private final Turns turns = new Turns(AT_ONCE);

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
   * @throws SearchTimeoutException if the database does not come on, or others keep it busy
   */
  EventPage read(EventQuery query, Optional<Position> after, int limit) {
    return inTurn(() -> readAtOnce(query, after, new PageRoom(limit, MAX_SIZE)));
  }

  /**
   * The same without waiting for a turn: for the live tail, which reads in a few threads of its own
   * and must not wait for long searches, nor they for it.
   */
  EventPage readAtOnce(EventQuery query, Optional<Position> after, PageRoom room) {
    return new Search(query, transaction, track(query, after), room, Condition.ANYTHING, clock)
        .page();
  }

  /**
   * Where, in the order of arrival, those begin that are stored from now on, by any node. Some that
   * were stored just before may come behind it too.
   */
  Position now() {
    return new Position(clock.instant(), settled().orElse(0));
  }

  /**
   * Does something that asks the database as often as a page does, as one of the few that may at
   * the same time.
   *
   * @throws SearchTimeoutException if others keep the database busy
   */
  <T> T inTurn(Supplier<T> work) {
    return turns.with(work);
  }

  private Track track(EventQuery query, Optional<Position> after) {
    if (query.order() != Order.ARRIVAL) {
      return new TimeTrack(query, after, published());
    }
    OptionalLong settled = settled();
    Position begin = after.orElseGet(() -> begin(query, settled.orElse(0)));
    return new ArrivalTrack(query, begin, settled.orElse(begin.id()));
  }

  private OptionalLong settled() {
    return transaction.with(c -> ArrivalOrder.settled(c, transaction.isEmbedded()));
  }

  /**
   * Before the first event of that time; it is looked for after the settled id was, so what is not
   * seen yet comes behind that. Where looking would take long, before all events.
   */
  private Position begin(EventQuery query, long settled) {
    Position first = new Position(query.since(), 0);
    boolean all = published().map(p -> !query.since().isAfter(p.first())).orElse(false);
    if (all) {
      return first;
    }
    try {
      Condition time = Track.between(query).on(Window.Place.OF_EVENT);
      Condition select = new Condition(FIRST + time.sql(), time.parameters());
      Long id = transaction.with(c -> transaction.rows(c).one(select, Long.class).get(0));
      return new Position(query.since(), id == null ? settled : Math.min(settled, id - 1));
    } catch (SearchTimeoutException e) {
      return first;
    }
  }

  /** When the first and the last of all events were published. */
  Optional<TimeTrack.Published> published() {
    List<OffsetDateTime> ends =
        transaction.with(c -> transaction.rows(c).one(PUBLISHED, OffsetDateTime.class));
    return ends.get(0) == null
        ? Optional.empty()
        : Optional.of(new TimeTrack.Published(ends.get(0).toInstant(), ends.get(1).toInstant()));
  }
}
