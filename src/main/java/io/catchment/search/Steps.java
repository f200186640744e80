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

  /** The first hours that are counted at a time. */
  private static final long FIRST_HOURS = Duration.ofDays(10).toHours();

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

  /** The same, through a part of the query's time. */
  Steps between(Instant begin, Instant end) {
    return new Steps(query.between(begin, end), published, transaction, clock, deadline);
  }

  /**
   * Has hours counted that follow one another, many at a time. What takes too long is counted anew,
   * fewer at a time.
   *
   * @param first the first of them
   * @param end the one behind the last
   * @param tally where it is added
   * @throws SearchTimeoutException if it takes longer than until the deadline
   */
  void countHours(long first, long end, Tally tally, HourStep step) {
    Pace pace = new Pace(FIRST_HOURS, false, 0);
    long from = first;
    while (from < end) {
      requireTime();
      long begin = from;
      long to = pace.width() < end - from ? from + pace.width() : end;
      Instant start = clock.instant();
      try {
        tally.add(
            inTransaction(
                rows -> {
                  Tally part = tally.empty();
                  step.count(rows, begin, to, part);
                  return part;
                }));
        from = to;
        pace.took(Duration.between(start, clock.instant()));
      } catch (SearchTimeoutException e) {
        if (!pace.retreat()) {
          throw e;
        }
      }
    }
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
      Condition window =
          Condition.all(
              track.window(pace.width()).on(Window.Place.OF_EVENT), query.sources().condition());
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

  /** What is counted of some hours. */
  interface HourStep {
    void count(Rows rows, long from, long to, Tally part) throws SQLException;
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
