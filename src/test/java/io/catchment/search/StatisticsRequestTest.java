package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.event.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsRequestTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00.123456789Z");

  private static StatisticsRequest read(String query) throws BadQueryException {
    return StatisticsRequest.read(QueryText.parse(query, () -> StatisticsRequest.PARAMETERS), NOW);
  }

  @Test
  void read_nothing_isTheLastSevenDaysByHours() throws Exception {
    StatisticsRequest asked = read("");

    assertThat(asked.query().since()).isEqualTo("2026-02-25T12:00:00.123456Z");
    assertThat(asked.query().until()).hasValue(Instant.parse("2026-03-04T12:00:00.123456Z"));
    assertThat(asked.query().order()).isEqualTo(Order.ASCENDING);
    assertThat(asked.buckets().width()).isEqualTo(Duration.ofHours(1));
    assertThat(asked.by()).isEmpty();
    assertThat(asked.limit()).isEqualTo(10);
  }

  @Test
  void read_everything() throws Exception {
    StatisticsRequest asked =
        read(
            "since=2026-01-01T00:00:00%2B01:00&until=2026-01-02T00:00:00Z&filter=actor.id+pr&q=ann"
                + "&org=acme&by=target&interval=PT90S&limit=100");

    assertThat(asked.query().since()).isEqualTo("2025-12-31T23:00:00Z");
    assertThat(asked.query().filter()).get().hasToString("actor.id pr");
    assertThat(asked.query().keywords().words()).containsExactly("ann");
    assertThat(asked.query().sources()).isEqualTo(Sources.ofOrgs("acme"));
    assertThat(asked.by()).hasValue(By.TARGET);
    assertThat(asked.buckets())
        .isEqualTo(
            new Buckets(
                asked.query().since(), asked.query().until().get(), Duration.ofSeconds(90)));
    assertThat(asked.limit()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, PT1M",
    "2026-01-01T03:20:00Z, PT1M",
    "2026-01-01T03:20:01Z, PT10M",
    "2026-01-02T00:00:00Z, PT10M",
    "2026-02-01T00:00:00Z, PT6H",
    "2027-01-01T00:00:00Z, P7D",
    "9999-01-01T00:00:00Z, PT349449H21M36S",
  })
  void read_noInterval_makesFewBuckets(String until, Duration width) throws Exception {
    StatisticsRequest asked = read("since=2026-01-01T00:00:00Z&until=" + until);

    assertThat(asked.buckets().width()).isEqualTo(width);
    assertThat(asked.buckets().count()).isBetween(0L, 200L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by=colour",
        "by=TYPE",
        "interval=10",
        "interval=PT0S",
        "interval=PT-1M",
        "interval=PT0.5S",
        "interval=P1M",
        "interval=P99999999999D",
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=ten",
        "since=yesterday",
        "until=2026",
        "since=2026-03-05T00:00:00Z",
        "by=type&by=org"
      })
  void read_badParameter_isRefusedByItsName(String query) {
    BadQueryException refusal = catchThrowableOfType(BadQueryException.class, () -> read(query));

    String parameter = query.substring(0, query.indexOf('='));
    assertThat(refusal.inOurShape().status()).isEqualTo(400);
    assertThat(refusal.inOurShape().detail()).startsWith(parameter + " m").endsWith(".");
  }

  @Test
  void read_tooManyBuckets_isRefusedWithTheShortestInterval() throws Exception {
    String day = "since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z&interval=";

    BadQueryException refusal =
        catchThrowableOfType(BadQueryException.class, () -> read(day + "PT57S"));

    assertThat(refusal.inOurShape().detail()).startsWith("interval must").contains("PT58S");
    assertThat(read(day + "PT58S").buckets().count()).isEqualTo(1_490);
  }

  @Test
  void read_badFilter_isRefusedWithThePosition() {
    BadQueryException refusal =
        catchThrowableOfType(BadQueryException.class, () -> read("filter=eventType+is+1"));

    assertThat(refusal.inOurShape().detail())
        .startsWith("The filter is not valid. At position 10 is");
  }

  /** Events are there longer than the settings of their org. */
  @Test
  void read_org_mayBeOneThatIsNotConfigured() throws Exception {
    assertThat(read("org=left-us").query().sources()).isEqualTo(Sources.ofOrgs("left-us"));
    assertThat(read("org=").query().sources()).isEqualTo(Sources.ALL);
    BadQueryException refusal =
        catchThrowableOfType(BadQueryException.class, () -> read("org=acme&org=No_Body"));
    assertThat(refusal.inOurShape().status()).isEqualTo(400);
    assertThat(refusal.inOurShape().detail()).startsWith("org must be the alias of an org");
  }

  @Test
  void read_orgsAndOrigins_mayBeSeveral() throws Exception {
    assertThat(read("org=acme&origin=TEST&org=other&origin=HOOK&origin=&org=acme").query())
        .extracting(EventQuery::sources)
        .isEqualTo(new Sources(Set.of("acme", "other"), Set.of(Origin.HOOK, Origin.TEST)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"origin=hook", "origin=HOOK,TEST", "origin=HOOK&origin=LOG"})
  void read_wrongOrigin_isRefusedWithThoseThereAre(String query) {
    BadQueryException refusal = catchThrowableOfType(BadQueryException.class, () -> read(query));

    assertThat(refusal.inOurShape().status()).isEqualTo(400);
    assertThat(refusal.inOurShape().detail())
        .isEqualTo("origin must be one of HOOK, SYSTEM_LOG, TEST.");
  }
}
