package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.event.Origin;
import io.catchment.filter.Filter;
import io.catchment.filter.Keywords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsRequestTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00.123456Z");
  private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(7));

  @ParameterizedTest
  @ValueSource(
      strings = {"", "since=&until=&after=&filter=&q=&limit=&sortOrder=&org=&dialect=", "x=1"})
  void read_nothing_pollsTheLastWeekOfAllOrgs(String query) throws Exception {
    LogsRequest request = read(query);

    assertThat(request.limit()).isEqualTo(100);
    assertThat(request.asInLog()).isFalse();
    assertThat(request.query(NOW))
        .isEqualTo(
            new EventQuery(
                Sources.ALL,
                WEEK_AGO,
                Optional.empty(),
                Optional.empty(),
                new Keywords(List.of()),
                Order.ARRIVAL));
  }

  @Test
  void read_everything() throws Exception {
    LogsRequest request =
        read(
            "org=acme&since=2026-01-01T01:00:00.1234567%2B01:00&until=2026-02-01t00:00z"
                + "&filter=eventType+eq+%22a%22&q=one+Two&limit=1000&sortOrder=DESCENDING"
                + "&dialect=log");

    assertThat(request.limit()).isEqualTo(1000);
    assertThat(request.asInLog()).isTrue();
    assertThat(request.query(NOW))
        .isEqualTo(
            new EventQuery(
                Sources.ofOrgs("acme"),
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                Optional.of(Filter.parse("eventType eq \"a\"")),
                new Keywords(List.of("one", "Two")),
                Order.DESCENDING));
  }

  /** What was received from it is there longer than its settings. */
  @Test
  void read_orgThatIsNotConfigured_isTaken() throws Exception {
    assertThat(read("org=once-here").sources()).isEqualTo(Sources.ofOrgs("once-here"));
  }

  @Test
  void read_orgsAndOrigins_mayBeSeveral() throws Exception {
    assertThat(read("org=acme&origin=TEST&org=other").sources())
        .isEqualTo(new Sources(Set.of("acme", "other"), Set.of(Origin.TEST)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ARRIVAL",
    "sortOrder=ASCENDING, ARRIVAL",
    "since=2026-01-01T00:00:00Z, ARRIVAL",
    "until=2026-01-01T00:00:00Z, ASCENDING",
    "until=2026-01-01T00:00:00Z&sortOrder=ASCENDING, ASCENDING",
    "sortOrder=DESCENDING, DESCENDING",
    "until=2026-01-01T00:00:00Z&sortOrder=DESCENDING, DESCENDING",
  })
  void query_order_dependsOnWhetherItEnds(String query, Order order) throws Exception {
    assertThat(read(query).query(NOW).order()).isEqualTo(order);
  }

  @Test
  void query_newestFirstWithoutEnd_endsNow() throws Exception {
    EventQuery query = read("sortOrder=DESCENDING").query(NOW);

    assertThat(query.until()).hasValue(NOW);
    assertThat(query.since()).isEqualTo(WEEK_AGO);
  }

  @Test
  void query_withoutSince_beginsAWeekBeforeItsEnd() throws Exception {
    assertThat(read("until=2026-01-08T00:00:00Z").query(NOW).since())
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(read("until=0001-01-02T00:00:00Z").query(NOW).since())
        .isEqualTo("0001-01-01T00:00:00Z");
  }

  @Test
  void query_emptyRange_isTaken() throws Exception {
    EventQuery query = read("since=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z").query(NOW);

    assertThat(query.until()).hasValue(query.since());
  }

  @Test
  void query_ofAFurtherPage_hasTheTimesOfTheFirst() throws Exception {
    EventQuery first = read("sortOrder=DESCENDING").query(NOW);
    Position position = new Position(WEEK_AGO.plusSeconds(1), 7);
    String after = Queries.cursors("key").write(first, position);

    LogsRequest next = read("sortOrder=DESCENDING&after=" + after);

    assertThat(next.cursor().orElseThrow().position()).isEqualTo(position);
    assertThat(next.query(NOW.plusSeconds(60))).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "since=yesterday|E0000001|since must be a date and time",
        "since=2026-01-01|E0000001|since must be a date and time",
        "since=2026-01-01T00:00:00|E0000001|since must be a date and time",
        "since=2026-01-01T00:00:00+01:00|E0000001|a plus sign has to be encoded",
        "since=2026-02-30T00:00:00Z|E0000001|since must be a date and time",
        "since=0000-01-01T00:00:00Z|E0000001|since must be a date and time",
        "until=%2B10000-01-01T00:00:00Z|E0000001|until must be a date and time",
        "until=1|E0000001|until must be a date and time",
        "origin=HOOK&origin=log|E0000001|origin must be one of HOOK, SYSTEM_LOG, TEST",
        "since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z|E0000001|since must not be after",
        "since=2027-01-01T00:00:00Z&sortOrder=DESCENDING|E0000001|since must not be after",
        "limit=-1|E0000001|limit must be a number from 0 to 1000",
        "limit=1001|E0000001|limit must be a number from 0 to 1000",
        "limit=99999999999999999999|E0000001|limit must be a number from 0 to 1000",
        "limit=ten|E0000001|limit must be a number from 0 to 1000",
        "limit=%D9%A1|E0000001|limit must be a number from 0 to 1000",
        "sortOrder=descending|E0000001|sortOrder must be ASCENDING or DESCENDING",
        "org=No_Body|E0000001|org must be the alias of an org",
        "dialect=hook|E0000001|dialect must be log",
        "limit=1&limit=2|E0000001|limit may be given once only",
        "after=abc|E0000001|after does not belong to this query",
        "filter=eventType|E0000053|At position 9 is",
        "filter=published+gt+%22a%22|E0000053|At position 0 is",
        "q=a+b+c+d+e+f+g+h+i+j+k|E0000031|at most 10 words",
        "q=%|E0000001|The query must be encoded",
      })
  void read_wrongParameter_saysWhichAndWhatToDo(String query, String code, String advice) {
    BadQueryException refusal =
        catchThrowableOfType(BadQueryException.class, () -> read(query).query(NOW));

    assertThat(refusal).isNotNull();
    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().code()).isEqualTo(code);
    assertThat(refusal.problem().causes()).hasSize(1).allMatch(cause -> cause.contains(advice));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "since",
        "until",
        "after",
        "filter",
        "q",
        "limit",
        "sortOrder",
        "org",
        "origin",
        "dialect"
      })
  void read_longNonsense_isNotEchoed(String name) {
    BadQueryException refusal =
        catchThrowableOfType(
            BadQueryException.class, () -> read(name + "=" + "x".repeat(10_000)).query(NOW));

    assertThat(refusal.problem().json()).hasSizeLessThan(600);
  }

  private static LogsRequest read(String query) throws BadQueryException {
    return LogsRequest.read(QueryText.parse(query, () -> LogsRequest.PARAMETERS));
  }
}
