package io.catchment.okta;

import static io.catchment.okta.ScriptedOkta.cutOff;
import static io.catchment.okta.ScriptedOkta.error;
import static io.catchment.okta.ScriptedOkta.hangUp;
import static io.catchment.okta.ScriptedOkta.json;
import static io.catchment.okta.ScriptedOkta.late;
import static io.catchment.okta.ScriptedOkta.reply;
import static io.catchment.okta.ScriptedOkta.trickle;
import static io.catchment.okta.ScriptedOkta.trickleOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.okta.ScriptedOkta.Reply;
import io.catchment.okta.ScriptedOkta.Request;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client promises, with the REST client of either server. */
@Timeout(60)
abstract class OktaClientSuite {

  private static final JsonObject HOOK =
      Json.createObjectBuilder()
          .add("name", "Catchment")
          .add(
              "channel",
              Json.createObjectBuilder()
                  .add(
                      "config",
                      Json.createObjectBuilder()
                          .add("uri", "https://hooks.acme.example/catchment/hooks/acme")
                          .add(
                              "headers",
                              Json.createArrayBuilder()
                                  .add(
                                      Json.createObjectBuilder()
                                          .add("key", "X-Team")
                                          .add("value", "t3am-secret")))
                          .add(
                              "authScheme",
                              Json.createObjectBuilder()
                                  .add("key", "Authorization")
                                  .add("value", "Basic YWNtZTpwYXNzLXcwcmQ="))))
          .build();

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private ScriptedOkta okta;
  private TestOrg org;
  private OktaClient client;

  abstract ClientBuilder builder();

  @BeforeEach
  void open() throws IOException {
    okta = new ScriptedOkta();
    org = new TestOrg(builder(), okta.base());
    client = org.client();
  }

  @AfterEach
  void close() {
    executor.shutdownNow();
    org.close();
    okta.close();
  }

  @Test
  void findFor_unknownOrg() {
    assertThat(org.clients().findFor("other")).isEmpty();
  }

  @Test
  void logs_page() throws Exception {
    String events = " [ {\"uuid\":\"ü\",  \"a\":1.0} ]\n";
    String self = okta.base() + "/api/v1/logs?since=x";
    String next = okta.base() + "/api/v1/logs?after=1_2,3&limit=2";
    okta.then(
        json(200, events)
            .with("Link", "<" + self + ">; rel=\"self\"")
            .with("Link", "<" + next + ">; rel=\"next\""));

    LogPage page = client.logs(URI.create(self));

    assertThat(page.events()).isEqualTo(events.getBytes(StandardCharsets.UTF_8));
    assertThat(page.next()).contains(URI.create(next));
    Request request = okta.last();
    assertThat(request.call()).isEqualTo("GET /api/v1/logs?since=x");
    assertThat(request.header("Authorization")).isEqualTo("SSWS " + TestOrg.TOKEN);
    assertThat(request.header("Accept")).isEqualTo("application/json");
    assertThat(request.header("User-agent")).isEqualTo("Catchment");
  }

  @Test
  void logs_firstPage_isWhatWasAskedFor() throws Exception {
    LogQuery query =
        LogQuery.since(Instant.parse("2026-03-01T08:00:00Z"))
            .matching("eventType sw \"event_hook\" and not (a eq \"50% + ü\")");

    client.logs(client.firstPage(query));

    assertThat(okta.last().uri())
        .isEqualTo(
            "/api/v1/logs?since=2026-03-01T08%3A00%3A00.000Z"
                + "&filter=eventType%20sw%20%22event_hook%22%20and%20not%20"
                + "%28a%20eq%20%2250%25%20%2B%20%C3%BC%22%29"
                + "&sortOrder=ASCENDING&limit=1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after=1627500044869_1%2B2%2F3%3D%3D",
        "after=a+b&limit=10&filter=x%20eq%20%22%7By%7D%22",
        "after=%7Bx%7D;y=(z)!*'~.-_",
        "after=&until",
        "after=a%2fb%C3%BC",
      })
  void logs_nextIsFollowedVerbatim(String query) throws Exception {
    URI next = URI.create(okta.base() + "/api/v1/logs?" + query);
    okta.then(json(200, "[]").with("Link", "<" + next + ">; rel=\"next\""));

    LogPage first = client.logs(URI.create(okta.base() + "/api/v1/logs"));
    client.logs(first.next().orElseThrow());

    assertThat(first.events()).asString().isEqualTo("[]");
    assertThat(okta.last().uri()).isEqualTo("/api/v1/logs?" + query);
  }

  @Test
  void logs_lastPage() throws Exception {
    okta.then(json(200, "[]").with("Link", "<" + okta.base() + "/api/v1/logs>; rel=\"self\""));

    assertThat(logs().next()).isEmpty();
  }

  @Test
  void logs_foreignNext() {
    okta.then(
        json(200, "[]").with("Link", "<http://evil.example/api/v1/logs?after=1>; rel=\"next\""));

    assertThatExceptionOfType(OktaMalformedException.class)
        .isThrownBy(this::logs)
        .withMessageContaining("not on " + okta.base());
  }

  @Test
  void logs_foreignPage_isNotAskedFor() throws IOException {
    try (ScriptedOkta other = new ScriptedOkta()) {
      URI page = URI.create(other.base() + "/api/v1/logs");

      assertThatExceptionOfType(OktaMalformedException.class)
          .isThrownBy(() -> client.logs(page))
          .withMessageContaining("not on " + okta.base());
      assertThat(client.isOwn(page)).isFalse();
      assertThat(other.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html>", "[{}", "\"[]\"", "["})
  void logs_noArray(String body) {
    okta.then(reply(200, "text/html", body));

    assertThatExceptionOfType(OktaMalformedException.class)
        .isThrownBy(this::logs)
        .withMessageContaining("no JSON array");
  }

  @Test
  void logs_answerTooLarge() {
    okta.then(
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          byte[] block = new byte[1024 * 1024];
          for (int i = 0; i <= 64; i++) {
            body.write(block);
          }
        });

    assertThatExceptionOfType(OktaMalformedException.class)
        .isThrownBy(this::logs)
        .withMessage("Okta's answer is larger than 67108864 bytes.");
  }

  @Test
  void logs_pageTooLarge_tellsWhereTheLogGoesOn() throws Exception {
    String next = okta.base() + "/api/v1/logs?after=1&limit=1";
    okta.then(
        json(200, "[" + "1,".repeat(500) + "1]").with("Link", "<" + next + ">; rel=\"next\""));
    try (TestOrg small = new TestOrg(builder(), okta.base(), 100)) {
      OktaTooLargeException failure =
          catchThrowableOfType(
              OktaTooLargeException.class,
              () -> small.client().logs(URI.create(okta.base() + "/api/v1/logs")));

      assertThat(failure).hasMessage("Okta's answer is larger than 100 bytes.");
      assertThat(failure.beginning()).hasSize(101).startsWith('[', '1', ',');
      assertThat(failure.fingerprint()).hasSize(32);
      assertThat(failure.hasWholeElement()).isTrue();
      assertThat(failure.publicMessage()).doesNotContain("http");
      assertThat(small.client().findNext(failure)).hasValue(URI.create(next));
    }
  }

  @Test
  void logs_answerThatTrickles_isGivenUp() throws Exception {
    okta.then(trickle("["));
    Duration longest = Duration.ofMillis(300);
    try (TestOrg hurried = new TestOrg(builder(), okta.base(), 1_000_000, longest)) {
      OktaClient client = hurried.client().withPatience(Duration.ofMillis(500));

      assertThatExceptionOfType(OktaUnavailableException.class)
          .isThrownBy(() -> client.logs(URI.create(okta.base() + "/api/v1/logs")))
          .withMessageContaining("The answer takes too long");

      assertThat(client.logs(URI.create(okta.base() + "/api/v1/logs")).events()).hasSize(2);
    }
  }

  @Test
  void logs_pageThatIsTooSlow_isNotAskedForAgain() throws Exception {
    okta.then(trickle("["));
    try (TestOrg hurried = hurried()) {
      OktaTooSlowException failure =
          catchThrowableOfType(
              OktaTooSlowException.class,
              () -> hurried.client().logs(URI.create(okta.base() + "/api/v1/logs?limit=2")));

      assertThat(failure).hasMessageContaining("The answer takes too long");
      assertThat(failure.publicMessage()).doesNotContain("http");
      assertThat(okta.requests()).hasSize(1);
    }
  }

  @Test
  void logs_slowPageOfOneEvent_getsMoreTimeThatEnds() throws Exception {
    URI page = URI.create(okta.base() + "/api/v1/logs?limit=1");
    okta.then(late(), trickle("["));
    try (TestOrg hurried = hurried()) {
      assertThat(hurried.client().logs(page).events()).asString().isEqualTo("[{}]");
      assertThatExceptionOfType(OktaTooSlowException.class)
          .isThrownBy(() -> hurried.client().logs(page));
    }
  }

  @Test
  void logs_slowAnswerThatIsNoPage_isNoReasonForASmallerOne() {
    okta.otherwise(
        (exchange, request) -> {
          exchange.sendResponseHeaders(404, 0);
          trickleOn(exchange.getResponseBody());
        });
    try (TestOrg hurried = hurried()) {
      OktaClient client = hurried.client().withPatience(Duration.ofMillis(500));

      assertThatExceptionOfType(OktaUnavailableException.class)
          .isThrownBy(() -> client.logs(URI.create(okta.base() + "/api/v1/logs")))
          .isNotInstanceOf(OktaTooSlowException.class);
    }
  }

  private TestOrg hurried() {
    return new TestOrg(builder(), okta.base(), 1_000_000, Duration.ofMillis(500));
  }

  @Test
  void logs_answerTooLargeThatTrickles_isNotReadToItsEnd() throws Exception {
    okta.then(trickle("[" + "1,".repeat(500)));
    try (TestOrg small = new TestOrg(builder(), okta.base(), 100)) {
      assertThatExceptionOfType(OktaTooLargeException.class)
          .isThrownBy(() -> small.client().logs(URI.create(okta.base() + "/api/v1/logs")));

      assertThat(small.client().logs(URI.create(okta.base() + "/api/v1/logs")).events()).hasSize(2);
    }
  }

  @Test
  void logs_manyAnswers_needOneConnection() throws Exception {
    Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    okta.otherwise(
        (exchange, request) -> {
          connections.add(exchange.getRemoteAddress());
          json(200, "[]").to(exchange, request);
        });

    for (int i = 0; i < 5; i++) {
      logs();
    }

    assertThat(connections).hasSize(1);
  }

  @Test
  void logs_failureTooLarge_isNoPage() {
    okta.otherwise(json(404, "x".repeat(500)));
    try (TestOrg small = new TestOrg(builder(), okta.base(), 100)) {
      assertThatExceptionOfType(OktaMalformedException.class)
          .isThrownBy(() -> small.client().logs(URI.create(okta.base() + "/api/v1/logs")))
          .isNotInstanceOf(OktaTooLargeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void logs_redirect_isNotFollowed(int status) throws IOException {
    try (ScriptedOkta other = new ScriptedOkta()) {
      okta.then(reply(status, "text/html", "").with("Location", other.base() + "/api/v1/logs"));

      OktaRejectedException rejection =
          catchThrowableOfType(OktaRejectedException.class, this::logs);

      assertThat(rejection.status()).isEqualTo(status);
      assertThat(rejection)
          .hasMessage("Okta sends org acme elsewhere, " + status + "; its address is wrong.");
      assertThat(other.requests()).isEmpty();
      assertThat(okta.requests()).hasSize(1);
    }
  }

  @Test
  void logs_wrongToken() {
    okta.then(error(401, "E0000011", "Invalid token provided"));

    OktaRefusedException refusal = catchThrowableOfType(OktaRefusedException.class, this::logs);

    assertThat(refusal)
        .hasMessage(
            "Okta does not accept the credentials of org acme,"
                + " 401 E0000011: Invalid token provided.");
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.code()).isEqualTo("E0000011");
    assertThat(okta.requests()).hasSize(1);
  }

  @Test
  void createHook_wrongToken() {
    okta.then(error(401, "E0000011", "Invalid token provided"));

    OktaRefusedException refusal =
        catchThrowableOfType(OktaRefusedException.class, () -> client.createHook(HOOK));

    assertThat(refusal.status()).isEqualTo(401);
    assertThat(okta.requests()).hasSize(1);
  }

  @Test
  void logs_notAllowed() {
    okta.then(error(403, "E0000006", "You do not have permission"));

    OktaRefusedException refusal = catchThrowableOfType(OktaRefusedException.class, this::logs);

    assertThat(refusal)
        .hasMessage(
            "Okta does not allow this to the credentials of org acme,"
                + " 403 E0000006: You do not have permission.");
    assertThat(okta.requests()).hasSize(1);
  }

  @Test
  void createHook_rejected() {
    okta.then(
        json(
            400,
            "{\"errorCode\":\"E0000001\",\"errorSummary\":\"Api validation failed: a\\nb\","
                + "\"errorCauses\":[{\"errorSummary\":\"uri: \\u0000must be https\"},{},7]}"));

    OktaRejectedException rejection =
        catchThrowableOfType(OktaRejectedException.class, () -> client.createHook(HOOK));

    assertThat(rejection)
        .hasMessage(
            "Okta does not take this request for org acme, 400 E0000001:"
                + " Api validation failed: a b; uri:  must be https.");
    assertThat(rejection.code()).isEqualTo("E0000001");
    assertThat(rejection.causes()).containsExactly("uri:  must be https");
    assertThat(okta.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 500})
  void createHook_serverEchoesSecrets(int status) {
    okta.then(
        (exchange, request) ->
            json(
                    status,
                    Json.createObjectBuilder()
                        .add("errorCode", "E0000001")
                        .add("errorSummary", request.header("Authorization") + request.body())
                        .add(
                            "errorCauses",
                            Json.createArrayBuilder()
                                .add(
                                    Json.createObjectBuilder()
                                        .add("errorSummary", "x".repeat(295) + TestOrg.TOKEN))
                                .add(
                                    Json.createObjectBuilder()
                                        .add(
                                            "errorSummary",
                                            "pass-w0rd, t3am-secret, stage-s3cret, "
                                                + TestOrg.HOOK_SECRET)))
                        .build()
                        .toString())
                .to(exchange, request));

    OktaException failure =
        catchThrowableOfType(OktaException.class, () -> client.createHook(HOOK));

    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .doesNotContain(
            TestOrg.TOKEN,
            "00t0k",
            TestOrg.HOOK_SECRET,
            "YWNtZTpwYXNzLXcwcmQ",
            "pass-w0rd",
            "t3am-secret",
            "stage-s3cret");
    assertThat(failure.getMessage().length()).isLessThan(2000);
    assertThat(failure.getMessage().lines()).hasSize(1);
  }

  @Test
  void logs_oktaFailsForAMoment() throws Exception {
    okta.then(error(503, "E0000009", "Internal Server Error"), hangUp(), json(200, "[{}]"));

    assertThat(logs().events()).asString().isEqualTo("[{}]");
  }

  @Test
  void logs_answerCutOff_isReadAgain() throws Exception {
    okta.then(cutOff(), json(200, "[{}]"));

    assertThat(logs().events()).isEqualTo("[{}]".getBytes(StandardCharsets.UTF_8));
    assertThat(okta.requests()).hasSize(2);
  }

  @Test
  void logs_oktaFailsForLong() {
    okta.otherwise(error(500, "E0000009", "Internal Server Error"));
    OktaClient impatient = client.withPatience(Duration.ofSeconds(2));

    assertThatExceptionOfType(OktaUnavailableException.class)
        .isThrownBy(() -> impatient.logs(impatient.firstPage(LogQuery.since(Instant.EPOCH))))
        .withMessage("Okta fails for org acme, 500 E0000009: Internal Server Error.");
    assertThat(okta.requests()).hasSize(2);
  }

  @Test
  void logs_nobodyThere() {
    URI page = URI.create(okta.base() + "/api/v1/logs");
    okta.close();

    assertThatExceptionOfType(OktaUnavailableException.class)
        .isThrownBy(() -> client.withPatience(Duration.ZERO).logs(page))
        .withMessageStartingWith("There is no whole answer from Okta for org acme, ")
        .withMessageContaining("refused");
  }

  @Test
  void createHook_oktaFails_isNotRepeated() {
    okta.then(error(500, "E0000009", "Internal Server Error"));

    assertThatExceptionOfType(OktaUnavailableException.class)
        .isThrownBy(() -> client.createHook(HOOK));
    assertThat(okta.requests()).hasSize(1);
  }

  @Test
  void createHook_brokenConnection_isNotRepeated() throws Exception {
    logs();
    okta.then(hangUp());

    assertThatExceptionOfType(OktaUnavailableException.class)
        .isThrownBy(() -> client.createHook(HOOK));
    assertThat(okta.calls()).containsExactly("GET /api/v1/logs", "POST /api/v1/eventHooks");
  }

  @Test
  void createHook_noConnectionYet_isRepeated() throws Exception {
    int port = freePort();
    URI base = URI.create("http://127.0.0.1:" + port);
    try (TestOrg late = new TestOrg(builder(), base)) {
      Future<JsonObject> created = CompletableFuture.supplyAsync(() -> create(late), executor);
      Awaitility.await().until(() -> lost(late) >= 1);
      try (ScriptedOkta begun = new ScriptedOkta(port).otherwise(json(200, "{\"id\":\"who1\"}"))) {
        assertThat(created.get(10, TimeUnit.SECONDS).getString("id")).isEqualTo("who1");
        assertThat(begun.requests()).hasSize(1);
      }
    }
  }

  private static JsonObject create(TestOrg org) {
    try {
      return org.client().createHook(HOOK);
    } catch (OktaException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double lost(TestOrg org) {
    return Counts.of(org.registry, "catchment_okta_requests", "acme", "eventHooks", "none");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void hooks_lifeOfAHook() throws Exception {
    okta.otherwise(json(200, "{\"id\":\"who1\",\"status\":\"ACTIVE\"}"));

    assertThat(client.createHook(HOOK).getString("id")).isEqualTo("who1");
    assertThat(okta.last().body()).isEqualTo(HOOK.toString());
    assertThat(okta.last().header("Content-type")).isEqualTo("application/json");
    assertThat(client.updateHook("who1", HOOK).getString("status")).isEqualTo("ACTIVE");
    assertThat(okta.last().body()).isEqualTo(HOOK.toString());
    assertThat(client.activateHook("who1")).isNotEmpty();
    assertThat(okta.last().body()).isEmpty();
    assertThat(client.verifyHook("who1")).isNotEmpty();
    assertThat(client.deactivateHook("who1")).isNotEmpty();
    assertThat(client.findHook("who1")).isPresent();
    okta.then(reply(204, "application/json", ""));
    client.deleteHook("who1");

    assertThat(okta.calls())
        .containsExactly(
            "POST /api/v1/eventHooks",
            "PUT /api/v1/eventHooks/who1",
            "POST /api/v1/eventHooks/who1/lifecycle/activate",
            "POST /api/v1/eventHooks/who1/lifecycle/verify",
            "POST /api/v1/eventHooks/who1/lifecycle/deactivate",
            "GET /api/v1/eventHooks/who1",
            "DELETE /api/v1/eventHooks/who1");
  }

  @Test
  void hooks_severalPages() throws Exception {
    String next = okta.base() + "/api/v1/eventHooks?after=2";
    okta.then(
        json(200, "[{\"id\":\"a\"},{\"id\":\"b\"}]").with("Link", "<" + next + ">; rel=\"next\""),
        json(200, "[{\"id\":\"c\"}]"));

    assertThat(client.hooks()).extracting(h -> h.getString("id")).containsExactly("a", "b", "c");
  }

  @Test
  void hooks_pagesWithoutAnEnd() {
    String next = okta.base() + "/api/v1/eventHooks";
    okta.otherwise(json(200, "[]").with("Link", "<" + next + ">; rel=\"next\""));

    assertThatExceptionOfType(OktaMalformedException.class)
        .isThrownBy(client::hooks)
        .withMessageContaining("without an end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "[", ""})
  void hooks_noListOfHooks(String body) {
    okta.then(json(200, body));

    assertThatExceptionOfType(OktaMalformedException.class).isThrownBy(client::hooks);
  }

  @Test
  void findHook_notThere() throws Exception {
    okta.otherwise(error(404, "E0000007", "Not found"));

    assertThat(client.findHook("who1")).isEmpty();
    client.deleteHook("who1");
  }

  @Test
  void verifyHook_rejected() {
    okta.then(error(400, "E0000001", "The endpoint did not answer"));

    assertThatExceptionOfType(OktaRejectedException.class)
        .isThrownBy(() -> client.verifyHook("who1"))
        .withMessageContaining("E0000001: The endpoint did not answer");
  }

  @Test
  void findHook_idThatIsNone() {
    for (String id : new String[] {"", "../users", "a/b", "a?b", "ü"}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> client.findHook(id));
    }
    assertThat(okta.requests()).isEmpty();
  }

  @Test
  void metrics_countEachRequest() throws Exception {
    okta.then(error(500, "E0000009", "x"), json(200, "[]"), error(403, "E0000006", "x"));

    logs();
    catchThrowableOfType(OktaException.class, this::logs);

    assertThat(count("200")).isEqualTo(1);
    assertThat(count("500")).isEqualTo(1);
    assertThat(count("403")).isEqualTo(1);
  }

  @Test
  void logs_manyAtOnce() throws Exception {
    Reply page =
        json(200, "[]")
            .with("X-Rate-Limit-Limit", "1000")
            .with("X-Rate-Limit-Remaining", "900")
            .with("X-Rate-Limit-Reset", String.valueOf(Instant.now().getEpochSecond() + 60));
    okta.otherwise(page);

    CompletableFuture<?>[] all = new CompletableFuture<?>[50];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          CompletableFuture.runAsync(
              () -> {
                try {
                  logs();
                } catch (OktaException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              executor);
    }
    CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);

    assertThat(okta.requests()).hasSize(50);
    assertThat(client.headRooms())
        .singleElement()
        .satisfies(
            room -> {
              assertThat(room.bucket()).isEqualTo("logs");
              assertThat(room.limit()).isEqualTo(1000);
              assertThat(room.requests()).isEqualTo(50);
            });
  }

  @Test
  void asLongAs_takenOverBehindTheRateLimit_sendsNothingAndHoldsNobodyUp() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    OktaClient guarded = client.asLongAs(() -> asked.getAndIncrement() == 0);

    assertThatExceptionOfType(OktaTakenOverException.class).isThrownBy(guarded::hooks);

    assertThat(okta.requests()).isEmpty();
    assertThat(client.hooks()).isEmpty();
  }

  private LogPage logs() throws OktaException, InterruptedException {
    return client.logs(URI.create(okta.base() + "/api/v1/logs"));
  }

  private double count(String status) {
    return Counts.of(org.registry, "catchment_okta_requests", "acme", "logs", status);
  }
}
