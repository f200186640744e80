package io.catchment.search;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Goes through all events of a query, however many, in pieces that a database can do in good time,
 * each in a transaction of its own. Used by one statistic.
 */
final class Steps {

  /** How many events are held at a time. */
  private static final PageRoom PAGE = new PageRoom(500, Events.MAX_SIZE);

  private final EventQuery query;
  private final Optional<TimeTrack.Published> published;
  private final SearchTransaction transaction;
  private final Clock clock;
  private final Instant deadline;

  /**
   * The steps through a query that is ordered by time.
   *
   * @param published when the first and the last of all events were published
   * @param deadline after which no step begins
   */
  Steps(
      EventQuery query,
      Optional<TimeTrack.Published> published,
      SearchTransaction transaction,
      Clock clock,
      Instant deadline) {
    this.query = query;
    this.published = published;
    this.transaction = transaction;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Has each piece of the query's time counted. One that takes too long is counted anew in narrower
   * ones, so what was counted of it is added only when it is whole.
   *
   * @param tally where it is added
   * @throws SearchTimeoutException if it takes longer than until the deadline
   */
  void count(Tally tally, Step step) {
    TimeTrack track = new TimeTrack(query, Optional.empty(), published);
    Pace pace = new Pace(track.firstWidth(), false, 0);
    while (track.hasNext()) {
      requireTime();
      Condition window = Condition.all(track.window(pace.width()), Search.ofOrg(query));
      Instant begin = clock.instant();
      try {
        tally.add(counted(window, tally.empty(), step));
        track.passWindow();
        pace.took(Duration.between(begin, clock.instant()));
      } catch (SearchTimeoutException e) {
        if (!pace.retreat()) {
          throw e;
        }
      }
    }
  }

  private Tally counted(Condition window, Tally part, Step step) {
    return inTransaction(
        rows -> {
          step.count(rows, window, part);
          return part;
        });
  }

  /**
   * Hands over the events that the query finds, one after the other.
   *
   * @param only which of them
   * @throws SearchTimeoutException if it takes longer than until the deadline
   */
  void read(Condition only, EventReader reader) {
    Optional<Position> after = Optional.empty();
    EventPage page;
    do {
      requireTime();
      TimeTrack track = new TimeTrack(query, after, published);
      page = new Search(query, transaction, track, PAGE, only, clock).page();
      page.events().forEach(reader::read);
      after = Optional.of(page.end());
    } while (page.more());
  }

  /** Does something that is quick, or asks for the time in between. */
  <T> T inTransaction(Work<T> work) {
    return transaction.with(connection -> work.with(transaction.rows(connection)));
  }

  /**
   * Whether there is time for more.
   *
   * @throws SearchTimeoutException if the deadline is over
   */
  void requireTime() {
    if (!clock.instant().isBefore(deadline)) {
      throw new SearchTimeoutException("The database takes too long over so many events.", null);
    }
  }

  /** What is counted of the events in a window of time. */
  interface Step {
    void count(Rows rows, Condition window, Tally part) throws SQLException;
  }

  /** Takes one event. */
  interface EventReader {
    void read(FoundEvent event);
  }

  /** What is done with a few statements. */
  interface Work<T> {
    T with(Rows rows) throws SQLException;
  }
}
