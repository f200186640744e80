package io.catchment.pretend;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of the System Log.
 *
 * @param polling whether it is asked for what is stored from now on, without an end
 * @param until the end of a range, which no longer belongs to it
 * @param parameters as given, so that a link can repeat them
 */
record LogQuery(
    boolean polling,
    Instant since,
    Instant until,
    boolean ascending,
    TypeFilter filter,
    int limit,
    Optional<Cursor> after,
    Map<String, String> parameters) {

  private static final Duration DEFAULT_RANGE = Duration.ofDays(7);
  private static final Duration OLDEST_SINCE = Duration.ofDays(180);

  /**
   * The query that the parameters say.
   *
   * @throws OktaException if one of them is not as it has to be
   */
  static LogQuery read(Map<String, String> parameters, Clock clock) {
    if (parameters.containsKey("q")) {
      throw OktaException.badSearch();
    }
    boolean ascending = ascending(parameters.getOrDefault("sortOrder", "ASCENDING"));
    Instant until = instant(parameters, "until", clock.instant());
    Map<String, String> given = new LinkedHashMap<>(parameters);
    boolean polling = ascending && !given.containsKey("until");
    Instant since = since(given, until, clock);
    if (!polling) {
      given.put("since", since.toString());
      given.put("until", until.toString());
    }
    TypeFilter filter =
        Optional.ofNullable(given.get("filter")).map(TypeFilter::parse).orElse(TypeFilter.ALL);
    Optional<Cursor> after = Optional.ofNullable(given.get("after")).map(Cursor::parse);
    int limit = limit(given.getOrDefault("limit", "100"));
    return new LogQuery(polling, since, until, ascending, filter, limit, after, given);
  }

  /** The query string of the page after the cursor, or of this one. */
  String page(Optional<Cursor> next) {
    Map<String, String> page = new LinkedHashMap<>(parameters);
    next.ifPresent(cursor -> page.put("after", cursor.text()));
    return page.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", page.isEmpty() ? "" : "?", ""));
  }

  private static boolean ascending(String sortOrder) {
    return switch (sortOrder) {
      case "ASCENDING" -> true;
      case "DESCENDING" -> false;
      default -> throw OktaException.invalid("sortOrder", "sortOrder: ASCENDING or DESCENDING.");
    };
  }

  private static Instant since(Map<String, String> parameters, Instant until, Clock clock) {
    Instant since = instant(parameters, "since", until.minus(DEFAULT_RANGE));
    if (since.isBefore(clock.instant().minus(OLDEST_SINCE))) {
      throw OktaException.invalid("since", "since: More than 180 days ago.");
    }
    if (parameters.containsKey("until") && since.isAfter(until)) {
      throw OktaException.invalid("since", "since: After until.");
    }
    return since;
  }

  private static Instant instant(Map<String, String> parameters, String name, Instant other) {
    String text = parameters.get(name);
    try {
      return text == null ? other : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw OktaException.invalid(name, name + ": Not a date and time as ISO 8601 writes it.");
    }
  }

  private static int limit(String text) {
    if (text.matches("\\d{1,4}") && Integer.parseInt(text) <= 1000) {
      return Integer.parseInt(text);
    }
    throw OktaException.invalid("limit", "limit: Not a number between 0 and 1000.");
  }
}
