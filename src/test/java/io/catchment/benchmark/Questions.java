package io.catchment.benchmark;

import io.catchment.search.MadeCursor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What is asked about a year of events, by values that come seldom as well as often. */
final class Questions {

  private static final double PAGE = 50;
  private static final double DAY_OF_STATISTICS = 200;
  private static final double YEAR_OF_STATISTICS = 1_000;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = WorkingHours.LENGTH;

  private final SplittableRandom random = new SplittableRandom(7);
  private final List<String> types = InventedEvent.types();
  private final Instant end;
  private final byte[] key;

  /**
   * Questions about the year that ends then.
   *
   * @param key what the application signs its cursors with
   */
  Questions(Instant end, byte[] key) {
    this.end = end;
    this.key = key;
  }

  List<Question> all() {
    return List.of(
        page("last hour", () -> logs(end.minus(HOUR), end, "")),
        page("last hour, newest first", () -> logs(end.minus(HOUR), end, "&sortOrder=DESCENDING")),
        page("a person by id in a year", () -> year("actor.id eq \"" + personId() + '"')),
        page("a person by login in a year", () -> year("actor.alternateId eq \"" + login() + '"')),
        page("a target by id in a year", () -> year("target.id eq \"" + personId() + '"')),
        page("a type in a month", () -> some(MONTH, filter(type()))),
        page("and/or of three in a month", () -> some(MONTH, filter(andOr()))),
        page("a frequent JSON member in a day", () -> some(DAY, filter(requestUri()))),
        page("a JSON member of one event in a day", () -> some(DAY, filter(session()))),
        page("q in a day", () -> some(DAY, "&q=" + town())),
        page("q in a week", () -> some(WEEK, "&q=" + town())),
        page("deep inside a year", this::deep),
        new Question("a day by type per 10 minutes", DAY_OF_STATISTICS, this::dayByType),
        new Question("a year by type per day", YEAR_OF_STATISTICS, this::yearByType),
        new Question("a year of days in UTC by type", YEAR_OF_STATISTICS, this::yearOfDays),
        new Question("a year by outcome of a type", YEAR_OF_STATISTICS, this::yearOfType));
  }

  private static Question page(String name, Supplier<String> path) {
    return new Question(name, PAGE, path);
  }

  private String year(String filter) {
    return logs(end.minus(YEAR), end, filter(filter));
  }

  /** A piece of the year that begins anywhere. */
  private String some(Duration length, String more) {
    Instant since = end.minus(YEAR).plusSeconds(random.nextLong(YEAR.minus(length).toSeconds()));
    return logs(since, since.plus(length), more);
  }

  private String deep() {
    Instant since = end.minus(YEAR);
    Instant at = since.plusSeconds(random.nextLong(YEAR.toSeconds()));
    return logs(since, end, "&after=" + MadeCursor.at(at, key, since, end));
  }

  private String dayByType() {
    Instant until = end.minus(DAY.multipliedBy(random.nextInt(7)));
    return statistics(until.minus(DAY), until, "PT10M");
  }

  private String yearByType() {
    return statistics(end.minus(YEAR), end, "P1D");
  }

  /** Days that begin with an hour of the clock, as the page asks for them. */
  private String yearOfDays() {
    Instant until = end.truncatedTo(ChronoUnit.DAYS);
    return statistics(until.minus(YEAR).plus(DAY), until, "P1D");
  }

  private String yearOfType() {
    return "/catchment/api/statistics?by=outcome&interval=P366D&since=%s&until=%s%s"
        .formatted(end.minus(YEAR), end, filter(type()));
  }

  private static String statistics(Instant since, Instant until, String interval) {
    return "/catchment/api/statistics?by=type&interval=%s&since=%s&until=%s"
        .formatted(interval, since, until);
  }

  private static String logs(Instant since, Instant until, String more) {
    return "/catchment/api/v1/logs?since=%s&until=%s%s".formatted(since, until, more);
  }

  private static String filter(String filter) {
    return "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  private int person() {
    return Skew.rank(random, InventedEvent.PEOPLE);
  }

  private String personId() {
    return InventedEvent.personId(person());
  }

  private String login() {
    return InventedEvent.login(person());
  }

  private String type() {
    return "eventType eq \"" + Skew.pick(random, types) + '"';
  }

  private String andOr() {
    return "(%s or %s) and severity eq \"WARN\"".formatted(type(), type());
  }

  private static String requestUri() {
    return "debugContext.debugData.requestUri co \"token\"";
  }

  /** There is hardly one that begins so. */
  private String session() {
    return "authenticationContext.externalSessionId sw \"idx"
        + random.nextInt(100_000, 1_000_000)
        + '"';
  }

  private String town() {
    return InventedEvent.place(Skew.rank(random, InventedEvent.PLACES));
  }
}
