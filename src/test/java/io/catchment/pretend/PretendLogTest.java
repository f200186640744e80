package io.catchment.pretend;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PretendLogTest {

  private static final String LOGS = "/api/v1/logs";

  private final SetClock clock = new SetClock();
  private final PretendOkta okta = new PretendOkta(clock).start();
  private final OktaClient client = new OktaClient(okta);
  private final PretendEvents events = new PretendEvents(7);

  @AfterEach
  void close() {
    okta.close();
  }

  @Test
  void poll_onPages_bringsEverythingOnceInTheOrderOfStoring() {
    List<String> stored = store(250);

    assertThat(client.readOn(LOGS + "?limit=40")).isEqualTo(stored);
  }

  @Test
  void poll_withoutALimit_bringsAHundred() {
    store(150);

    assertThat(OktaClient.uuids(client.get(LOGS))).hasSize(100);
  }

  @Test
  void poll_ofNothing_saysWhereItGoesOn() {
    HttpResponse<String> empty = client.get(LOGS);
    List<String> stored = store(3);

    assertThat(empty.body()).isEqualTo("[]");
    assertThat(OktaClient.uuids(client.getFrom(OktaClient.next(empty).orElseThrow())))
        .isEqualTo(stored);
  }

  @Test
  void poll_anEventThatIsStoredLate_bringsItAfterThoseBefore() {
    store(5);
    HttpResponse<String> page = client.get(LOGS);
    PretendEvent late = events.next(clock.instant().minus(Duration.ofHours(3)));
    okta.log().store(late, clock.instant().plusSeconds(60));
    URI next = OktaClient.next(page).orElseThrow();

    assertThat(client.getFrom(next).body()).isEqualTo("[]");
    clock.advance(Duration.ofSeconds(60));
    assertThat(OktaClient.uuids(client.getFrom(next))).containsExactly(late.uuid());
  }

  @Test
  void poll_manyThatAreStoredAtOneMoment_bringsThemFromThenOnInFullPages() {
    Instant moment = clock.instant().plusSeconds(5);
    List<PretendEvent> many = events.between(clock.instant(), moment, 2_500);
    many.forEach(event -> okta.log().store(event, moment));
    HttpResponse<String> before = client.get(LOGS + "?limit=1000");
    clock.advance(Duration.ofSeconds(5));

    HttpResponse<String> first = client.getFrom(OktaClient.next(before).orElseThrow());

    assertThat(before.body()).isEqualTo("[]");
    assertThat(OktaClient.uuids(first))
        .isEqualTo(many.stream().limit(1000).map(PretendEvent::uuid).toList());
    assertThat(client.readOn(LOGS + "?limit=1000")).hasSize(2_500);
  }

  @Test
  void poll_since_goesByTheTimeOfStoring() {
    store(3);
    clock.advance(Duration.ofMinutes(1));
    Instant since = clock.instant();
    PretendEvent old = events.next(since.minus(Duration.ofDays(2)));
    okta.log().store(old);

    assertThat(client.readOn(LOGS + "?since=" + since)).containsExactly(old.uuid());
  }

  @Test
  void poll_withALimitOfZero_bringsNothingAndStaysThere() {
    List<String> stored = store(3);

    HttpResponse<String> none = client.get(LOGS + "?limit=0");

    assertThat(none.body()).isEqualTo("[]");
    URI next =
        URI.create(OktaClient.next(none).orElseThrow().toString().replace("limit=0", "limit=9"));
    assertThat(OktaClient.uuids(client.getFrom(next))).isEqualTo(stored);
  }

  @Test
  void range_inBothOrders_goesByTheTimeOfTheEventAndEnds() {
    List<PretendEvent> shuffled =
        new ArrayList<>(events.between(clock.instant().minusSeconds(3600), clock.instant(), 100));
    Collections.shuffle(shuffled, new Random(1));
    shuffled.forEach(okta.log()::store);
    String range = range(Duration.ofHours(2), Duration.ZERO) + "&limit=33";
    List<String> sorted =
        shuffled.stream()
            .sorted(Comparator.comparingLong(PretendEvent::publishedMillis))
            .map(PretendEvent::uuid)
            .toList();
    List<String> reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);

    assertThat(client.readOn(LOGS + range)).isEqualTo(sorted);
    assertThat(client.readOn(LOGS + range + "&sortOrder=DESCENDING")).isEqualTo(reversed);
  }

  @Test
  void range_whoseLastPageIsFull_endsThere() {
    store(20);

    HttpResponse<String> page =
        client.get(LOGS + range(Duration.ofHours(1), Duration.ofSeconds(-1)) + "&limit=20");

    assertThat(OktaClient.uuids(page)).hasSize(20);
    assertThat(OktaClient.next(page)).isEmpty();
    assertThat(page.headers().firstValue("Link")).hasValueSatisfying(l -> l.endsWith("self"));
  }

  @Test
  void range_hasItsBeginningButNotItsEnd() {
    PretendEvent first = events.next(clock.instant().minusSeconds(60));
    PretendEvent last = events.next(clock.instant());
    okta.log().store(first);
    okta.log().store(last);

    assertThat(client.readOn(LOGS + range(Duration.ofMinutes(1), Duration.ZERO)))
        .containsExactly(first.uuid());
  }

  @Test
  void range_whileAnEarlierEventComesLate_missesIt() {
    store(30);
    String range = LOGS + range(Duration.ofHours(1), Duration.ofSeconds(-1)) + "&limit=20";
    URI next = OktaClient.next(client.get(range)).orElseThrow();
    okta.log().store(events.next(clock.instant().minusSeconds(1800)));

    assertThat(OktaClient.uuids(client.getFrom(next))).hasSize(10);
    assertThat(client.readOn(range)).hasSize(31);
  }

  @Test
  void anyQuery_showsNothingOlderThanNinetyDays() {
    Instant old = clock.instant().minus(Duration.ofDays(91));
    okta.log().store(events.next(old), old);

    assertThat(client.get(LOGS + "?since=" + old).body()).isEqualTo("[]");
    assertThat(client.get(LOGS + range(Duration.ofDays(100), Duration.ZERO)).body())
        .isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "eventType eq \"user.session.end\" | 1",
        "eventType EQ \"user.session.end\" OR eventType sw \"group.\" | 2",
        "eventType sw \"user.session\" or eventType eq \"group.user_membership.add\" | 3",
        "eventType sw \"event_hook\" | 0"
      })
  void filter_ofTypes_bringsThose(String filter, int expected) {
    for (String type :
        List.of(
            "user.session.start",
            "user.session.end",
            "group.user_membership.add",
            "policy.evaluate_sign_on")) {
      okta.log().store(events.next(type, clock.instant().minusSeconds(1)));
    }
    String query = "&filter=" + OktaClient.encode(filter);

    assertThat(client.readOn(LOGS + "?limit=1" + query)).hasSize(expected);
    assertThat(client.readOn(LOGS + range(Duration.ofHours(1), Duration.ZERO) + query))
        .hasSize(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType",
        "eventType eq user.session.end",
        "EVENTTYPE eq \"a\"",
        "eventType eq \"a\" and eventType eq \"b\"",
        "eventType eq \"a\" or",
        "eventType eq \"a\" oreventType eq \"b\"",
        "published gt \"2026-01-01T00:00:00Z\""
      })
  void filter_thatIsNotUnderstood_isRefused(String filter) {
    HttpResponse<String> refused = client.get(LOGS + "?filter=" + OktaClient.encode(filter));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(OktaClient.errorCode(refused)).isEqualTo("E0000053");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=1001",
        "limit=-1",
        "limit=many",
        "sortOrder=UP",
        "since=yesterday",
        "until=2026-03-04",
        "since=2025-08-01T00:00:00Z",
        "since=2026-03-04T10:00:00Z&until=2026-03-04T09:00:00Z",
        "after=1234567890",
        "after=%21"
      })
  void parameter_thatIsWrong_isNamed(String parameter) {
    HttpResponse<String> refused = client.get(LOGS + "?" + parameter);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(OktaClient.errorCode(refused)).isEqualTo("E0000001");
    assertThat(OktaClient.object(refused).getString("errorId")).isNotEmpty();
    assertThat(OktaClient.object(refused).getJsonArray("errorCauses").toString())
        .contains(parameter.substring(0, parameter.indexOf('=')));
  }

  @Test
  void cursor_thatIsForgotten_isRefused() {
    store(3);
    URI next = OktaClient.next(client.get(LOGS)).orElseThrow();
    okta.log().forgetCursors();

    HttpResponse<String> refused = client.getFrom(next);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(OktaClient.errorCode(refused)).isEqualTo("E0000001");
  }

  @Test
  void token_thatIsWrong_isRefused() {
    client.authorize("SSWS another");

    HttpResponse<String> refused = client.get(LOGS);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(OktaClient.errorCode(refused)).isEqualTo("E0000011");
  }

  private List<String> store(int number) {
    List<PretendEvent> stored =
        events.between(clock.instant().minusSeconds(600), clock.instant(), number);
    stored.forEach(okta.log()::store);
    return stored.stream().map(PretendEvent::uuid).toList();
  }

  private String range(Duration sinceAgo, Duration untilAgo) {
    Instant now = clock.instant();
    return "?since=" + now.minus(sinceAgo) + "&until=" + now.minus(untilAgo);
  }
}
