package io.catchment.search;

import io.catchment.filter.Filter;
import io.catchment.filter.FilterException;
import io.catchment.filter.Keywords;
import io.catchment.filter.KeywordsException;
import io.catchment.platform.OktaProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asks of the log, before anything is added that it leaves open.
 *
 * <p>Parameters, their defaults and limits are Okta's (its API description, {@code /api/v1/logs}),
 * but for {@code org}, {@code origin} and {@code dialect}, which are ours. One that is empty is as
 * if missing; one that is not known is passed over, as Okta does.
 *
 * @param after the cursor as it was sent; empty for a first page
 * @param cursor what it says
 * @param asInLog whether events are to look as in Okta's log, whichever way they came
 */
record LogsRequest(
    Sources sources,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> after,
    Optional<Cursor> cursor,
    Optional<Filter> filter,
    Keywords keywords,
    int limit,
    Order order,
    boolean asInLog) {

  /** The names of the parameters. */
  static final Set<String> PARAMETERS =
      Set.of(
          "org",
          "origin",
          "since",
          "until",
          "after",
          "filter",
          "q",
          "limit",
          "sortOrder",
          "dialect");

  private static final Duration DEFAULT_RANGE = Duration.ofDays(7);
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  /** The years that Okta's form of a date has, and every database. */
  static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /**
   * Reads the parameters.
   *
   * @throws BadQueryException if one of them is not what it has to be
   */
  static LogsRequest read(QueryText query) throws BadQueryException {
    Optional<Instant> until = time(query, "until");
    Optional<String> after = query.find("after");
    return new LogsRequest(
        Sources.read(query),
        time(query, "since"),
        until,
        after,
        cursor(after),
        filter(query),
        keywords(query),
        limit(query),
        order(query, until.isPresent()),
        asInLog(query));
  }

  /**
   * The query that is meant. What the client leaves open is as it was for the page that the cursor
   * comes from; on a first page it is counted from now.
   *
   * @throws BadQueryException if a first page ends before it begins
   */
  EventQuery query(Instant now) throws BadQueryException {
    Optional<Instant> end = order == Order.ARRIVAL ? Optional.empty() : Optional.of(end(now));
    Instant begin =
        since.or(() -> cursor.map(Cursor::since)).orElseGet(() -> beginBefore(end.orElse(now)));
    if (cursor.isEmpty() && end.isPresent() && begin.isAfter(end.get())) {
      throw BadQueryException.invalid("since", "must not be after until, which is now by default");
    }
    return new EventQuery(sources, begin, end, filter, keywords, order);
  }

  private Instant end(Instant now) {
    return until.or(() -> cursor.flatMap(Cursor::until)).orElse(now);
  }

  /** Where a query begins that does not say it. */
  static Instant beginBefore(Instant end) {
    Instant begin = end.minus(DEFAULT_RANGE);
    return begin.isBefore(EARLIEST) ? EARLIEST : begin;
  }

  /** A time that is asked for, to the microsecond. */
  static Optional<Instant> time(QueryText query, String name) throws BadQueryException {
    Optional<String> text = query.find(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(time(name, text.get()));
  }

  private static Instant time(String name, String text) throws BadQueryException {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw BadQueryException.invalid(
        name,
        "must be a date and time of ISO 8601 with its offset, such as 2026-01-31T12:00:00.000Z or"
            + " 2026-01-31T13:00:00%2B01:00 (a plus sign has to be encoded)");
  }

  private static Optional<Cursor> cursor(Optional<String> after) throws BadQueryException {
    return after.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(after.get()));
  }

  /** The filter that is asked for. */
  static Optional<Filter> filter(QueryText query) throws BadQueryException {
    Optional<String> text = query.find("filter");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Filter.parse(text.get()));
    } catch (FilterException e) {
      throw BadQueryException.unreadable(OktaProblem.BAD_FILTER, "The filter is not valid.", e);
    }
  }

  /** The words that are asked for. */
  static Keywords keywords(QueryText query) throws BadQueryException {
    Optional<String> text = query.find("q");
    try {
      return text.isEmpty() ? new Keywords(List.of()) : Keywords.parse(text.get());
    } catch (KeywordsException e) {
      throw BadQueryException.unreadable(OktaProblem.BAD_SEARCH, "The search is not valid.", e);
    }
  }

  private static int limit(QueryText query) throws BadQueryException {
    String text = query.find("limit").orElse(Integer.toString(DEFAULT_LIMIT));
    if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= MAX_LIMIT) {
      return Integer.parseInt(text);
    }
    throw BadQueryException.invalid("limit", "must be a number from 0 to " + MAX_LIMIT);
  }

  /** Without an end, and the oldest first, there is no last page: new events come on. */
  private static Order order(QueryText query, boolean ends) throws BadQueryException {
    return switch (query.find("sortOrder").orElse("ASCENDING")) {
      case "ASCENDING" -> ends ? Order.ASCENDING : Order.ARRIVAL;
      case "DESCENDING" -> Order.DESCENDING;
      default -> throw BadQueryException.invalid("sortOrder", "must be ASCENDING or DESCENDING");
    };
  }

  private static boolean asInLog(QueryText query) throws BadQueryException {
    Optional<String> dialect = query.find("dialect");
    if (dialect.isPresent() && !dialect.get().equals("log")) {
      throw BadQueryException.invalid(
          "dialect", "must be log, or be left out for events as they were received");
    }
    return dialect.isPresent();
  }
}
