package io.catchment.okta;

import static io.catchment.okta.ScriptedOkta.error;
import static io.catchment.okta.ScriptedOkta.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.catchment.okta.ScriptedOkta.Reply;
import io.catchment.okta.ScriptedOkta.Request;
import io.catchment.platform.ApiCredentials.ApiToken;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateLimitTest {

  private static final int LIMIT = 8;

  private ScriptedOkta okta;
  private TestOrg org;

  @BeforeEach
  void open() throws IOException {
    okta = new ScriptedOkta();
    org = new TestOrg(new ResteasyClientBuilderImpl(), okta.base());
  }

  @AfterEach
  void close() {
    org.close();
    okta.close();
  }

  @Test
  void logs_manyThreads_neverPassTheShare() throws Exception {
    Windows windows = new Windows();
    okta.otherwise(windows);

    callAtOnce(() -> logs(org.client()), 4, 14);

    assertThat(windows.requests.values()).allMatch(n -> n.get() <= LIMIT / 2);
    assertThat(okta.requests()).hasSize(14);
    assertThat(Counts.of(org.registry, "catchment_okta_requests", "acme", "logs", "429")).isZero();
    assertThat(Counts.of(org.registry, "catchment_okta_waiting_seconds", "acme", "logs", ""))
        .isPositive();
  }

  @Test
  void logs_othersUseTheLimit_waitsForTheNextWindow() throws Exception {
    long reset = now() + 2;
    okta.then(page(LIMIT, 3, reset)).otherwise(page(LIMIT, 7, reset + 60));

    logs(org.client());
    logs(org.client());

    assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(reset));
    assertThat(okta.requests()).hasSize(2);
  }

  @Test
  void logs_bucketsAreApart() throws Exception {
    okta.then(page(LIMIT, 0, now() + 60));

    logs(org.client());

    assertThat(org.client().withPatience(Duration.ZERO).hooks()).isEmpty();
  }

  @Test
  void logs_limitOfOne_letsOneThroughInAWindow() throws Exception {
    okta.otherwise(page(1, 0, now() + 60));

    logs(org.client());

    assertThat(busy(Duration.ofSeconds(1))).isNotNull();
  }

  @Test
  void logs_waitWouldPassThePatience_saysWhenToComeAgain() throws Exception {
    okta.otherwise(page(LIMIT, 4, now() + 60));
    logs(org.client());
    Instant before = Instant.now();

    OktaBusyException busy = busy(Duration.ofSeconds(5));

    assertThat(busy.againAt()).isBetween(before.plusSeconds(55), before.plusSeconds(63));
    assertThat(busy).hasMessageStartingWith("Okta's rate limit of logs leaves us no request");
    assertThat(Instant.now()).isBefore(before.plusSeconds(3));
    assertThat(okta.requests()).hasSize(1);
  }

  @Test
  void logs_oneIsUnderWayAndNoFiguresYet_waitsForItsAnswer() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    okta.otherwise(
        (exchange, request) -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
          atOnce.decrementAndGet();
          json(200, "[]").to(exchange, request);
        });

    callAtOnce(() -> logs(org.client()), 3, 3);

    assertThat(most).hasValue(1);
  }

  @Test
  void logs_interruptedWhileWaiting() throws Exception {
    okta.otherwise(page(LIMIT, 0, now() + 60));
    logs(org.client());
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<?> waiting = executor.submit(() -> logs(org.client()));

    executor.shutdownNow();

    assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(waiting.isDone()).isTrue();
    assertThat(okta.requests()).hasSize(1);
  }

  @Test
  void logs_429_waitsForTheReset() throws Exception {
    long reset = now() + 2;
    okta.then(limited(LIMIT, reset)).otherwise(page(LIMIT, 7, reset + 60));

    logs(org.client());

    assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(reset));
    assertThat(okta.requests()).hasSize(2);
    assertThat(Counts.of(org.registry, "catchment_okta_requests", "acme", "logs", "429"))
        .isEqualTo(1);
  }

  /** So Okta reports that too many requests ran at the same time. */
  @Test
  void logs_429OfAnotherLimit_waitsForItsReset() throws Exception {
    long reset = now() + 1;
    okta.then(limited(0, reset));

    logs(org.client());

    assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(reset));
  }

  @Test
  void logs_429WithoutFigures_waitsAMinute() {
    okta.then(error(429, "E0000047", "API call exceeded rate limit"));

    assertThat(busy(Duration.ofSeconds(5)).againAt()).isAfter(Instant.now().plusSeconds(55));
  }

  @Test
  void createHook_429_isSentAgain() throws Exception {
    okta.then(limited(LIMIT, now())).otherwise(json(200, "{\"id\":\"who1\"}"));

    assertThat(org.client().createHook(JsonValue.EMPTY_JSON_OBJECT)).isNotEmpty();
  }

  @Test
  void logs_ourClockIsWrong_waitsByOktas() throws Exception {
    for (Duration error : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      Clock wrong = Clock.offset(Clock.systemUTC(), error);
      ApiToken token = new ApiToken(() -> List.of("t"));
      try (TestOrg other =
          new TestOrg(new ResteasyClientBuilderImpl(), okta.base(), token, wrong)) {
        long reset = now() + 2;
        okta.then(page(LIMIT, 0, reset), page(LIMIT, 7, reset + 60));

        logs(other.client());
        logs(other.client().withPatience(Duration.ofSeconds(10)));

        assertThat(now()).isBetween(reset, reset + 10);
        assertThat(other.client().clockOffset()).isCloseTo(error.negated(), Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void logs_figuresThatAreNone_arePassedOver() throws Exception {
    okta.otherwise(
        json(200, "[]")
            .with("X-Rate-Limit-Limit", "many")
            .with("X-Rate-Limit-Remaining", "-1")
            .with("X-Rate-Limit-Reset", "99999999999999999999"));

    logs(org.client());
    logs(org.client());

    assertThat(org.client().headRooms()).isEmpty();
  }

  @Test
  void headRooms_asOktaSays() throws Exception {
    long reset = now() + 60;
    okta.otherwise(page(120, 119, reset));

    logs(org.client());

    assertThat(org.client().headRooms())
        .containsExactly(new HeadRoom("logs", 120, 119, Instant.ofEpochSecond(reset), 1));
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private LogPage logs(OktaClient client) throws OktaException, InterruptedException {
    return client.logs(URI.create(okta.base() + "/api/v1/logs"));
  }

  private OktaBusyException busy(Duration patience) {
    return catchThrowableOfType(
        OktaBusyException.class, () -> logs(org.client().withPatience(patience)));
  }

  private static Reply page(long limit, long remaining, long reset) {
    return figures(json(200, "[]"), limit, remaining, reset);
  }

  private static Reply limited(long limit, long reset) {
    return figures(error(429, "E0000047", "API call exceeded rate limit"), limit, 0, reset);
  }

  private static Reply figures(Reply reply, long limit, long remaining, long reset) {
    return reply
        .with("X-Rate-Limit-Limit", String.valueOf(limit))
        .with("X-Rate-Limit-Remaining", String.valueOf(remaining))
        .with("X-Rate-Limit-Reset", String.valueOf(reset));
  }

  private static void callAtOnce(Callable<?> call, int threads, int calls) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<? extends Future<?>> all =
          IntStream.range(0, calls).mapToObj(i -> executor.submit(call)).toList();
      for (Future<?> one : all) {
        one.get(50, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** Counts in windows of two seconds, and tells as Okta does. */
  private static final class Windows implements Reply {
    private final Map<Long, AtomicInteger> requests = new ConcurrentHashMap<>();

    @Override
    public void to(HttpExchange exchange, Request request) throws IOException {
      long window = now() / 2;
      int used = requests.computeIfAbsent(window, w -> new AtomicInteger()).incrementAndGet();
      page(LIMIT, LIMIT - used, (window + 1) * 2).to(exchange, request);
    }
  }
}
