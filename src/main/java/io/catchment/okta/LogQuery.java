package io.catchment.okta;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What to read from the System Log, oldest first.
 *
 * <p>Without an end it is a poll: in the order in which Okta stored the events, complete, and every
 * page has a next one. With an end it is a range: in the order of {@code published}, without events
 * that Okta stores later, and the last page has no next one. From Okta's System Log API.
 *
 * @param since from when on
 * @param until up to when; empty for a poll
 * @param filter a filter in Okta's notation (SCIM); empty for every event
 * @param limit how many events a page may have, 1 to 1000
 */
public record LogQuery(Instant since, Optional<Instant> until, Optional<String> filter, int limit) {

  /** The most events that Okta puts on a page. */
  public static final int LARGEST_LIMIT = 1000;

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** Refuses a limit that Okta does not take. */
  public LogQuery {
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException("A page has 1 to " + LARGEST_LIMIT + " events.");
    }
  }

  /** A poll of every event, in the largest pages. */
  public static LogQuery since(Instant since) {
    return new LogQuery(since, Optional.empty(), Optional.empty(), LARGEST_LIMIT);
  }

  /** The same, as a range. */
  public LogQuery until(Instant end) {
    return new LogQuery(since, Optional.of(end), filter, limit);
  }

  /** The same, of the events that match. */
  public LogQuery matching(String expression) {
    return new LogQuery(since, until, Optional.of(expression), limit);
  }

  /** The same, in other pages. */
  public LogQuery inPagesOf(int events) {
    return new LogQuery(since, until, filter, events);
  }

  URI at(URI base) {
    StringBuilder uri = new StringBuilder(base + "/api/v1/logs?since=").append(text(since));
    until.ifPresent(end -> uri.append("&until=").append(text(roundedUp(end))));
    filter.ifPresent(expression -> uri.append("&filter=").append(encode(expression)));
    return URI.create(uri.append("&sortOrder=ASCENDING&limit=").append(limit).toString());
  }

  private static String text(Instant time) {
    return encode(MILLISECONDS.format(time));
  }

  /** Okta knows milliseconds; the end must not come before what was asked for. */
  private static Instant roundedUp(Instant time) {
    Instant cut = time.truncatedTo(ChronoUnit.MILLIS);
    return cut.equals(time) ? cut : cut.plusMillis(1);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
