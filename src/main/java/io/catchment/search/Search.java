package io.catchment.search;

import io.catchment.event.JsonTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of one query. Used once. */
final class Search {

  /** How long is looked for one more event when a page is full, to say whether there is one. */
  private static final Duration LOOK_AHEAD = Duration.ofSeconds(1);

  private final EventQuery query;
  private final SearchTransaction transaction;
  private final Track track;
  private final PageRoom room;
  private final Condition only;
  private final Clock clock;
  private final Position start;
  private final Instant lastEnd;
  private final List<FoundEvent> found = new ArrayList<>();
  private Instant end;
  private long size;
  private boolean oneMore;
  private boolean stopped;

  /**
   * A page that begins where the track stands.
   *
   * @param only which events count
   */
  Search(
      EventQuery query,
      SearchTransaction transaction,
      Track track,
      PageRoom room,
      Condition only,
      Clock clock) {
    this.query = query;
    this.transaction = transaction;
    this.track = track;
    this.room = room;
    this.only = only;
    this.clock = clock;
    start = track.position();
    end = clock.instant().plus(Events.TIME);
    lastEnd = end.plus(Events.TIME_TO_MOVE);
  }

  /**
   * The page.
   *
   * @throws SearchTimeoutException if the database did not come on at all
   */
  EventPage page() {
    if (room.events() == 0) {
      return new EventPage(List.of(), track.position(), false);
    }
    Condition more = Condition.all(query.sources().condition(), only);
    List<Branch> branches =
        Narrowing.of(query, transaction.isEmbedded()).stream().map(b -> b.and(more)).toList();
    Pace pace = new Pace(track.firstWidth(), !looksThroughMuch(), room.events() + 1);
    while (!stopped && track.hasNext()) {
      step(branches, pace);
    }
    return new EventPage(found, track.position(), oneMore || track.hasNext());
  }

  /** In a transaction of its own: on PostgreSQL it is over when its statement is given up. */
  private void step(List<Branch> branches, Pace pace) {
    Window window = track.window(pace.width());
    Instant begin = clock.instant();
    try {
      if (transaction.with(connection -> read(connection, window, branches, pace))) {
        track.passWindow();
      }
      pace.took(Duration.between(begin, clock.instant()));
    } catch (SearchTimeoutException e) {
      boolean narrower = pace.retreat();
      boolean fewer = pace.thin();
      boolean again = (narrower || fewer) && clock.instant().isBefore(lastEnd);
      if (!again && !hasMoved()) {
        throw e;
      }
      stopped |= !again;
    }
    stopped |= isOver();
  }

  private boolean read(Connection connection, Window window, List<Branch> branches, Pace pace)
      throws SQLException {
    Rows rows = transaction.rows(connection);
    Window part = fewer(rows, window, pace).map(some -> Window.all(window, some)).orElse(window);
    return rows.read(part, branches, track::order, pace.rows(), this::look);
  }

  /** However many events are of one instant, a statement can look through few of them. */
  private Optional<Window> fewer(Rows rows, Window window, Pace pace) throws SQLException {
    return pace.events().isEmpty()
        ? Optional.empty()
        : rows.find(window, track::order, pace.events().getAsLong()).map(track::narrow);
  }

  /** A page that ends where it began would lead to itself. */
  private boolean isOver() {
    return hasMoved() && !clock.instant().isBefore(end);
  }

  private boolean hasMoved() {
    return !track.position().equals(start);
  }

  private boolean looksThroughMuch() {
    return query.looksInside() || query.sources().areSome() || query.order() == Order.ARRIVAL;
  }

  private boolean look(FoundEvent event) {
    boolean matches = matches(event);
    if (matches && found.size() == room.events()) {
      oneMore = true;
      stopped = true;
      return false;
    }
    track.pass(event);
    if (matches) {
      take(event);
    }
    stopped |= isOver();
    return !stopped;
  }

  /** Who polls asks for what follows anyway, whether there is something or not. */
  private void take(FoundEvent event) {
    found.add(event);
    size += event.json().length();
    if (found.size() == room.events()) {
      Instant soon = clock.instant().plus(LOOK_AHEAD);
      end = soon.isBefore(end) ? soon : end;
      stopped |= query.order() == Order.ARRIVAL;
    }
    stopped |= size >= room.size();
  }

  private boolean matches(FoundEvent event) {
    return !query.looksInside() || query.accepts(JsonTree.read(event.json()));
  }
}
