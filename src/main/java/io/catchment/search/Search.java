package io.catchment.search;

import io.catchment.event.JsonTree;
import io.catchment.filter.Keywords;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One page of one query. Used once. */
final class Search {

  private final EventQuery query;
  private final Rows rows;
  private final Track track;
  private final int limit;
  private final Clock clock;
  private final Instant deadline;
  private final List<FoundEvent> found = new ArrayList<>();
  private long size;
  private boolean oneMore;
  private boolean stopped;

  /** A page that begins where the track stands. */
  Search(EventQuery query, Rows rows, Track track, int limit, Clock clock) {
    this.query = query;
    this.rows = rows;
    this.track = track;
    this.limit = limit;
    this.clock = clock;
    this.deadline = clock.instant().plus(Events.TIME);
  }

  EventPage page() throws SQLException {
    if (limit == 0) {
      return new EventPage(List.of(), track.position(), false);
    }
    List<Condition> branches = new ArrayList<>();
    for (Condition branch : Narrowing.of(query)) {
      branches.add(ofOrg(branch));
    }
    Pace pace = new Pace(looksThroughMuch() ? track.firstWidth() : Long.MAX_VALUE, limit + 1);
    while (!stopped && track.hasNext()) {
      Instant begin = clock.instant();
      step(branches, pace);
      pace.took(Duration.between(begin, clock.instant()));
    }
    return new EventPage(found, track.position(), oneMore || track.hasNext());
  }

  private void step(List<Condition> branches, Pace pace) throws SQLException {
    Condition window = track.window(pace.width());
    if (rows.read(window, branches, track.order(), pace.rows(), this::look)) {
      track.passWindow();
    }
    stopped |= !clock.instant().isBefore(deadline);
  }

  private Condition ofOrg(Condition branch) {
    return query
        .org()
        .map(org -> Condition.all(Condition.of("e.org = ?", org), branch))
        .orElse(branch);
  }

  private boolean looksThroughMuch() {
    return query.filter().isPresent()
        || !query.keywords().words().isEmpty()
        || query.org().isPresent()
        || query.order() == Order.ARRIVAL;
  }

  private boolean look(FoundEvent event) {
    boolean matches = matches(event);
    if (matches && found.size() == limit) {
      oneMore = true;
      stopped = true;
      return false;
    }
    track.pass(event);
    if (matches) {
      found.add(event);
      size += event.json().length();
    }
    stopped |= size >= Events.MAX_SIZE || !clock.instant().isBefore(deadline);
    return !stopped;
  }

  private boolean matches(FoundEvent event) {
    Keywords keywords = query.keywords();
    if (query.filter().isEmpty() && keywords.words().isEmpty()) {
      return true;
    }
    JsonTree tree = JsonTree.read(event.json());
    return query.filter().map(filter -> filter.matches(tree)).orElse(true)
        && keywords.matches(tree);
  }
}
