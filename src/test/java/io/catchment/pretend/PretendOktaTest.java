package io.catchment.pretend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.catchment.SetClock;
import jakarta.json.JsonException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretendOktaTest {

  private static final String LOGS = "/api/v1/logs";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SetClock clock = new SetClock();
  private final PretendOkta okta = new PretendOkta(clock).start();
  private final OktaClient client = new OktaClient(okta);
  private final PretendEvents events = new PretendEvents(7);

  @AfterEach
  void close() {
    okta.close();
  }

  @Test
  void rateLimit_isToldWithEveryAnswer() {
    okta.rateLimit(Bucket.LOGS).allow(3, MINUTE);
    HttpResponse<String> answer = client.get(LOGS);
    HttpResponse<String> refusal = client.get(LOGS + "?limit=no");

    assertThat(header(answer, "X-Rate-Limit-Limit")).isEqualTo(3);
    assertThat(header(answer, "X-Rate-Limit-Remaining")).isEqualTo(2);
    assertThat(header(answer, "X-Rate-Limit-Reset"))
        .isEqualTo(clock.instant().plus(MINUTE).getEpochSecond());
    assertThat(header(refusal, "X-Rate-Limit-Remaining")).isEqualTo(1);
  }

  @Test
  void rateLimit_refusesWhatIsOverItUntilTheWindowEnds() {
    okta.rateLimit(Bucket.LOGS).allow(2, MINUTE);
    client.get(LOGS);
    client.get(LOGS);

    HttpResponse<String> refused = client.get(LOGS);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(OktaClient.errorCode(refused)).isEqualTo("E0000047");
    assertThat(header(refused, "X-Rate-Limit-Remaining")).isZero();
    assertThat(client.get("/api/v1/eventHooks").statusCode()).isEqualTo(200);
    clock.advance(MINUTE);
    assertThat(client.get(LOGS).statusCode()).isEqualTo(200);
    RateLimit counted = okta.rateLimit(Bucket.LOGS);
    assertThat(counted.requests()).isEqualTo(4);
    assertThat(counted.refused()).isEqualTo(1);
    assertThat(counted.highestUse()).isEqualTo(3);
  }

  @Test
  void rateLimit_thatIsNone_isNotToldOf() {
    HttpResponse<String> answer = client.get(LOGS);

    assertThat(answer.headers().firstValue("X-Rate-Limit-Limit")).isEmpty();
    assertThat(okta.rateLimit(Bucket.LOGS).requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"500,E0000009", "502,E0000009", "429,E0000047", "401,E0000011", "403,E0000006"})
  void fault_ofAStatus_isAnsweredAsOftenAsAskedFor(int status, String code) {
    okta.faults().answerNext(2, Bucket.LOGS, status);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = client.get(LOGS);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(OktaClient.errorCode(answer)).isEqualTo(code);
    }
    assertThat(client.get(LOGS).statusCode()).isEqualTo(200);
    assertThat(okta.rateLimit(Bucket.LOGS).refused()).isZero();
  }

  @Test
  void fault_ofAClosedConnection_leavesTheClientWithoutAnAnswer() {
    String hook = HookText.of(URI.create("https://hook.example"), "s3cret", "user.session.start");
    okta.faults().closeNext(1, Bucket.HOOKS);
    okta.faults().closeAfterNext(1, Bucket.HOOKS);

    assertThatThrownBy(() -> client.send("POST", "/api/v1/eventHooks", hook))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(okta.hooks().all()).isEmpty();
    assertThatThrownBy(() -> client.send("POST", "/api/v1/eventHooks", hook))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(okta.hooks().all()).hasSize(1);
    assertThat(okta.faults().left(Bucket.HOOKS)).isZero();
  }

  @Test
  void fault_ofHanging_answersLater() {
    okta.faults().hangNext(1, Bucket.LOGS, Duration.ofMillis(300));
    long start = System.nanoTime();

    assertThat(client.get(LOGS).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void fault_ofAForeignLink_pointsToAnotherHost() {
    okta.faults().linkNextElsewhere(1);

    URI next = OktaClient.next(client.get(LOGS)).orElseThrow();

    assertThat(next.getHost()).isNotEqualTo(okta.uri().getHost());
    assertThat(OktaClient.next(client.get(LOGS)).orElseThrow().getHost())
        .isEqualTo(okta.uri().getHost());
  }

  @Test
  void fault_ofASpoiltPage_hasAllGoodEventsToo() {
    List<PretendEvent> good = events.between(clock.instant().minusSeconds(60), clock.instant(), 10);
    good.forEach(okta.log()::store);
    okta.faults().spoilNext(1);

    HttpResponse<String> page = client.get(LOGS);

    assertThat(OktaClient.array(page)).hasSize(10 + Unreadable.PER_PAGE);
    assertThat(page.body()).contains(good.stream().map(PretendEvent::uuid).toList());
    assertThat(OktaClient.next(page)).isPresent();
  }

  @Test
  void fault_ofAGarbledPage_isNoJsonAndGoesOn() {
    okta.faults().garbleNext(1);

    HttpResponse<String> page = client.get(LOGS);

    assertThat(page.body()).startsWith("[").endsWith("]");
    assertThatThrownBy(() -> OktaClient.array(page)).isInstanceOf(JsonException.class);
    assertThat(OktaClient.next(page)).isPresent();
  }

  @Test
  void start_afterStop_hasEverythingOnTheSamePort() {
    PretendEvent event = events.next(clock.instant());
    okta.log().store(event);
    URI next = OktaClient.next(client.get(LOGS + "?limit=0")).orElseThrow();
    URI before = okta.uri();

    okta.stop();
    assertThatThrownBy(() -> client.get(LOGS)).isInstanceOf(UncheckedIOException.class);
    okta.start();

    assertThat(okta.uri()).isEqualTo(before);
    assertThat(client.getFrom(next).statusCode()).isEqualTo(200);
    assertThat(OktaClient.uuids(client.get(LOGS))).containsExactly(event.uuid());
  }

  @Test
  void stop_whileARequestHangs_endsIt() {
    okta.faults().hangNext(1, Bucket.LOGS, Duration.ofHours(1));
    Thread stopper =
        new Thread(
            () -> {
              await().until(() -> okta.faults().left(Bucket.LOGS) == 0);
              okta.stop();
            });
    stopper.start();

    assertThatThrownBy(() -> client.get(LOGS)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void links_repeatTheHostThatTheClientAskedFor() {
    URI address = URI.create(okta.uri().toString().replace("127.0.0.1", "localhost") + LOGS);

    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "SSWS " + OktaClient.API_TOKEN));

    assertThat(OktaClient.next(page).orElseThrow().getHost()).isEqualTo("localhost");
  }

  @Test
  void publish_thatTheLogHasLate_isSeenThereThen() {
    PretendEvent event = events.next(clock.instant());
    Instant later = clock.instant().plusSeconds(90);
    okta.publish(event, later);

    assertThat(okta.log().events()).isEmpty();
    clock.advance(Duration.ofSeconds(90));
    assertThat(okta.log().events()).containsExactly(event);
  }

  private static long header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValueAsLong(name).orElseThrow();
  }
}
