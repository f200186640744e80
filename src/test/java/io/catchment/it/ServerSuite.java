package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds on every server with every database. */
abstract class ServerSuite extends RunningServer {

  static final int LIMIT = 8 * 1024 * 1024;

  ServerSuite(String serverName, int port) {
    super(serverName, port);
  }

  @Override
  void configure() throws IOException {
    super.configure();
    Path rotated = Files.writeString(folder.resolve("rotated.secret"), "before\n");
    server
        .with("catchment.orgs", "acme, fenced, published, rotated, extra, open, custom")
        .with("catchment.org.acme.domain", "acme.okta.example")
        .with("catchment.org.fenced.secrets", Okta.SECRET)
        .with("catchment.org.fenced.allow", "203.0.113.0/24, 2001:db8::/32")
        .with("catchment.org.published.secrets", Okta.SECRET)
        .with("catchment.org.published.allow", "okta")
        .with("catchment.okta-ranges.source", oktaRanges().toString())
        .with("catchment.okta-ranges.cells", "test_cell_1, test_cell_2")
        .with("catchment.org.rotated.secrets-file", rotated.toString())
        .with("catchment.org.extra.secrets", Okta.SECRET)
        .with("catchment.org.extra.required-headers", "X-Stage: production, X-Team: identity")
        .with("catchment.org.open.secrets", Okta.SECRET)
        .with("catchment.org.open.verification", "open")
        .with("catchment.org.custom.secrets", Okta.SECRET)
        .with("catchment.org.custom.header", "X-Hook-Secret")
        .with("catchment.trusted-proxies", "127.0.0.1")
        .with("catchment.tokens", "watch, run")
        .with("catchment.token.run.secret", "run-token")
        .with("catchment.token.run.role", "operator")
        .withUser("vic", "Vi-password1", "catchment-viewer")
        .withUser("olga", "Ol-password1", "catchment-operator")
        .withUser("nina", "Ni-password1", "accounting");
  }

  /** The addresses of Okta, shaped as Okta publishes them: those of the tests, and others. */
  private Path oktaRanges() throws IOException {
    return Files.writeString(
        folder.resolve("okta-ranges.json"),
        "{\"test_cell_1\":{\"ip_ranges\":[\"127.0.0.0/8\"]},"
            + "\"test_cell_2\":{\"ip_ranges\":[\"203.0.113.0/25\"]},"
            + "\"other_cell\":{\"ip_ranges\":[\"198.51.100.0/24\"]}}");
  }

  // --- The archive ---

  @Test
  void deploy_anyServer_takesTheVerySameFile() throws Exception {
    assertThat(sha256(server.deployedWar())).isEqualTo(sha256(Build.war()));
  }

  // --- Verification ---

  @Test
  void verify_withSecret_echoesTheChallenge() {
    HttpResponse<String> answer = verify("acme", "a b+/=~{\"}\\");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("application/json"));
    assertThat(Json.createReader(new StringReader(answer.body())).readObject())
        .isEqualTo(Json.createObjectBuilder().add("verification", "a b+/=~{\"}\\").build());
  }

  @Test
  void verify_withoutSecret_isRefusedUnlessTheOrgIsOpen() {
    String header = "X-Okta-Verification-Challenge";

    assertThat(okta.send(okta.hook("acme").header(header, "hello")).statusCode()).isEqualTo(401);
    assertThat(okta.send(okta.hook("open").header(header, "hello")).body())
        .isEqualTo("{\"verification\":\"hello\"}");
  }

  @Test
  void verify_withoutChallenge_isBadRequest() {
    assertProblem(okta.send(okta.hook("acme").header("Authorization", Okta.SECRET)), 400);
  }

  @Test
  void verify_absurdlyLongChallenge_isBadRequest() {
    assertThat(verify("acme", "x".repeat(1024)).statusCode()).isEqualTo(200);
    assertProblem(verify("acme", "x".repeat(1025)), 400);
  }

  @Test
  void verify_challengeWithControlCharacter_isBadRequest() throws IOException {
    assertThat(rawVerification("bell\u0007")).contains(" 400 ");
    assertThat(rawVerification("caf\u00e9")).contains(" 400 ");
  }

  // --- Who may send ---

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of("acme", null),
        Arguments.of("acme", "Basic d3Jvbmc6d3Jvbmc="),
        Arguments.of("acme", Okta.SECRET + "x"),
        Arguments.of("nobody", Okta.SECRET),
        Arguments.of("nobody", null));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void deliver_fromStranger_isUnauthorizedInTheSameWords(String org, String secret) {
    String uuid = Samples.uuid();
    var request =
        okta.hook(org)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Samples.delivery(Samples.event(uuid))));
    HttpResponse<String> answer =
        okta.send(secret == null ? request : request.header("Authorization", secret));

    assertProblem(answer, 401);
    assertThat(answer.body())
        .isEqualTo(okta.send(okta.hook("acme").POST(BodyPublishers.noBody())).body())
        .doesNotContain(org);
  }

  @Test
  void deliver_fromStranger_isCountedAndTheSecretIsNowhere() throws IOException {
    String series = "catchment_deliveries_total{org=\"unknown\",outcome=\"unauthorized\"}";
    double before = Metrics.scrape(okta).value(series);
    okta.send(
        okta.hook("made-up")
            .header("Authorization", "a-secret-that-is-wrong")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")));

    assertThat(Metrics.scrape(okta).value(series)).isEqualTo(before + 1);
    assertThat(Metrics.scrape(okta).values().keySet()).noneMatch(s -> s.contains("made-up"));
    assertThat(logText()).doesNotContain("a-secret-that-is-wrong", Okta.SECRET, Okta.SECOND_SECRET);
  }

  @Test
  void deliver_withEitherSecret_isTaken() {
    String body = Samples.delivery(Samples.event(Samples.uuid()));

    assertThat(okta.deliver(body).statusCode()).isEqualTo(204);
    assertThat(
            okta.send(
                    okta.hook("acme")
                        .header("authorization", Okta.SECOND_SECRET)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(body)))
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void deliver_afterRotationOfTheFile_takesTheNewSecretAndNotTheOld() throws IOException {
    assertThat(deliverTo("rotated", "Authorization", "before")).isEqualTo(204);

    Files.writeString(folder.resolve("rotated.secret"), "after the rotation\n");

    assertThat(deliverTo("rotated", "Authorization", "after the rotation")).isEqualTo(204);
    assertThat(deliverTo("rotated", "Authorization", "before")).isEqualTo(401);
  }

  @Test
  void deliver_withAnotherHeaderName_isTakenByThatHeaderOnly() {
    assertThat(deliverTo("custom", "X-Hook-Secret", Okta.SECRET)).isEqualTo(204);
    assertThat(deliverTo("custom", "Authorization", Okta.SECRET)).isEqualTo(401);
  }

  @Test
  void deliver_withRequiredHeaders_needsThemAll() {
    String body = Samples.delivery(Samples.event(Samples.uuid()));
    var some = okta.delivery("extra").header("X-Stage", "production");
    var all = some.copy().header("X-Team", "identity");

    assertThat(okta.send(some.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(401);
    assertThat(okta.send(all.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(204);
  }

  @Test
  void deliver_fromAddressThatIsNotAllowed_isForbidden() {
    var request =
        okta.delivery("fenced")
            .POST(BodyPublishers.ofString(Samples.delivery(Samples.event(Samples.uuid()))));

    assertProblem(okta.send(request.copy()), 403);
    assertProblem(okta.send(request.copy().header("X-Forwarded-For", "198.51.100.1")), 403);
    assertProblem(
        okta.send(request.copy().header("X-Forwarded-For", "203.0.113.5, 198.51.100.1")), 403);
    assertThat(okta.send(request.copy().header("X-Forwarded-For", "203.0.113.5")).statusCode())
        .isEqualTo(204);
    assertThat(
            okta.send(request.copy().header("Forwarded", "for=\"[2001:db8::7]:4711\""))
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void deliver_toOrgThatAllowsOkta_isTakenFromTheAddressesOfTheChosenCells() {
    String uuid = Samples.uuid();
    String body = Samples.delivery(Samples.event(uuid));
    var request = okta.delivery("published").POST(BodyPublishers.ofString(body));
    List<String> strangers = List.of("192.0.2.9", "198.51.100.9", "203.0.113.200", "2001:db8::7");

    for (String stranger : strangers) {
      assertProblem(okta.send(request.copy().header("X-Forwarded-For", stranger)), 403);
    }
    // What the caller itself wrote before the proxy's word counts for nothing.
    assertProblem(
        okta.send(request.copy().header("X-Forwarded-For", "203.0.113.5, 192.0.2.9")), 403);
    assertThat(probe.storedEvents(List.of(uuid))).isZero();

    assertThat(okta.send(request.copy().header("X-Forwarded-For", "203.0.113.5")).statusCode())
        .isEqualTo(204);
    assertThat(okta.send(request.copy()).statusCode()).isEqualTo(204);
    awaitStored(List.of(uuid));
    assertThat(Metrics.scrape(okta).value("catchment_okta_ranges{reach=\"as_set\"}")).isEqualTo(1);
  }

  // --- What is no delivery ---

  static Stream<Arguments> malformed() {
    byte[] notUtf8 =
        Samples.delivery(Samples.event("caf\u00e9")).getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(
        Arguments.of("nothing", new byte[0], "empty"),
        Arguments.of("no JSON", "<xml/>".getBytes(StandardCharsets.UTF_8), "not JSON"),
        Arguments.of("half", Samples.delivery("{").getBytes(StandardCharsets.UTF_8), "not JSON"),
        Arguments.of("not UTF-8", notUtf8, "not UTF-8"),
        Arguments.of(
            "no envelope", "{\"data\":[]}".getBytes(StandardCharsets.UTF_8), "data.events"),
        Arguments.of("too deep", ("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8), "nested"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void deliver_malformed_isBadRequestAndKeptAsDeadLetter(String name, byte[] body, String reason) {
    String bytes = Base64.getEncoder().encodeToString(body);
    long before = keptWhole(bytes, reason);

    HttpResponse<String> answer = okta.deliver(body);

    assertProblem(answer, 400);
    assertThat(answer.body()).contains(reason);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(keptWhole(bytes, reason)).isEqualTo(before + 1));
  }

  @Test
  void deliver_largerThanTheLimit_isTooLargeAndItsBeginningKept() {
    byte[] body = new byte[LIMIT + 1];
    Arrays.fill(body, (byte) ' ');
    byte[] mark = Samples.uuid().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(mark, 0, body, 0, mark.length);
    String beginning = Base64.getEncoder().encodeToString(Arrays.copyOf(body, 64 * 1024));

    HttpResponse<String> declared = okta.deliver(body);
    HttpResponse<String> chunked = okta.deliverChunked(() -> new ByteArrayInputStream(body));

    assertProblem(declared, 413);
    assertProblem(chunked, 413);
    // Nobody sends another call behind the part of the body that was not read.
    assertThat(declared.headers().firstValue("Connection")).hasValue("close");
    assertThat(chunked.headers().firstValue("Connection")).hasValue("close");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(keptWhole(beginning, "of " + body.length + " bytes")).isEqualTo(1);
              assertThat(keptWhole(beginning, "of undeclared size")).isEqualTo(1);
            });
  }

  @Test
  void deliver_otherMediaType_isUnsupportedAndNotKept() {
    String uuid = Samples.uuid();
    String body = Samples.delivery(Samples.event(uuid));
    for (String type :
        List.of(
            "text/plain",
            "application/json; charset=utf-16",
            "application/x-www-form-urlencoded")) {
      var request =
          okta.hook("acme").header("Authorization", Okta.SECRET).header("Content-Type", type);
      assertProblem(okta.send(request.POST(BodyPublishers.ofString(body))), 415);
    }
    assertProblem(
        okta.send(
            okta.delivery("acme")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(body))),
        415);
    assertProblem(
        okta.send(
            okta.hook("acme")
                .header("Authorization", Okta.SECRET)
                .POST(BodyPublishers.ofString(body))),
        415);

    assertThat(probe.storedEvents(List.of(uuid))).isZero();
  }

  @Test
  void call_otherMethod_isNotAllowed() {
    assertProblem(okta.send(okta.delivery("acme").PUT(BodyPublishers.noBody())), 405);
  }

  // --- What is stored ---

  @Test
  void deliver_event_isStoredWithItsColumnsAndTargets() {
    String uuid = Samples.uuid();
    String json = Samples.event(uuid, "group.user_membership.add", "robin@acme.example");
    assertThat(okta.deliver(Samples.delivery(json)).statusCode()).isEqualTo(204);
    awaitStored(List.of(uuid));

    JsonObject event = probe.event(uuid);

    assertThat(event.getString("json")).isEqualTo(json);
    assertThat(event.getString("org")).isEqualTo("acme");
    assertThat(event.getString("event_type")).isEqualTo("group.user_membership.add");
    assertThat(event.getString("severity")).isEqualTo("INFO");
    assertThat(event.getString("outcome")).isEqualTo("SUCCESS");
    assertThat(event.getString("actor_id")).isEqualTo("00uactor");
    assertThat(event.getString("actor_type")).isEqualTo("User");
    assertThat(event.getString("actor_alternate_id")).isEqualTo("hr@acme.example");
    assertThat(event.getString("actor_display_name")).isEqualTo("Kim Hr");
    assertThat(event.getString("client_address")).isEqualTo("198.51.100.7");
    assertThat(event.getString("origin")).isEqualTo("HOOK");
    assertThat(
            probe.count(
                "event",
                "uuid = '"
                    + uuid
                    + "' and published_at = timestamp with time zone '2026-02-03 04:05:06.789+00'"))
        .isEqualTo(1);
    List<JsonObject> targets =
        probe.query(
            "select * from event_target where event_id = "
                + event.getString("id")
                + " order by position");
    assertThat(targets)
        .extracting(t -> t.getString("target_id"))
        .containsExactly("0oaapp", "00u-robin@acme.example");
    JsonObject delivery =
        probe
            .query("select * from delivery where id = '" + event.getString("delivery_id") + "'")
            .get(0);
    assertThat(delivery.getString("remote_address")).isEqualTo("127.0.0.1");
    assertThat(delivery.getString("source")).endsWith("/eventHooks/whoTest");
    assertThat(delivery.getString("batch_size")).isEqualTo("1");
  }

  @Test
  void deliver_batchWithUnusableElements_storesTheOthersAndKeepsTheseAsDeadLetters() {
    List<String> good = Samples.uuids(2);
    String mark = Samples.uuid();
    String noUuid = "{\"published\":\"2026-02-03T04:05:06.789Z\",\"mark\":\"" + mark + "\"}";
    String badDate = "{\"uuid\":\"" + Samples.uuid() + "\",\"published\":\"yesterday\"}";
    String noDate = "{\"uuid\":\"" + Samples.uuid() + "\"}";
    String body =
        Samples.delivery(
            Samples.event(good.get(0)),
            noUuid,
            " 12 ",
            badDate,
            "null",
            noDate,
            "[\"a, b\"]",
            Samples.event(good.get(1)));

    assertThat(okta.deliver(body).statusCode()).isEqualTo(204);
    awaitStored(good);

    String delivery = probe.event(good.get(0)).getString("delivery_id");
    List<JsonObject> dead = probe.deadLetters("delivery_id = '" + delivery + "'");
    assertThat(dead)
        .extracting(d -> d.getString("position"))
        .containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(dead)
        .extracting(d -> text(d.getString("body")))
        .containsExactly(noUuid, "12", badDate, "null", noDate, "[\"a, b\"]");
    assertThat(dead)
        .extracting(d -> d.getString("reason"))
        .satisfiesExactly(
            r -> assertThat(r).contains("no uuid"),
            r -> assertThat(r).contains("not a JSON object"),
            r -> assertThat(r).contains("published is not a date"),
            r -> assertThat(r).contains("not a JSON object"),
            r -> assertThat(r).contains("no published"),
            r -> assertThat(r).contains("not a JSON object"));
  }

  static Stream<Arguments> oddButLegal() {
    return Stream.of(
        Arguments.of(
            "nulls",
            "\"actor\":null,\"client\":null,\"target\":null,\"outcome\":null,\"eventType\":null"),
        Arguments.of("nothing else", "\"x\":{}"),
        Arguments.of(
            "sparse",
            "\"client\":{\"ipChain\":[]},\"transaction\":{},\"target\":[null,{},{\"id\":null}]"),
        Arguments.of(
            "array debugContext", "\"debugContext\":[1,{\"a\":[]}],\"version\":0,\"severity\":7"),
        Arguments.of(
            "wrong kinds",
            "\"actor\":\"me\",\"target\":{\"id\":\"x\"},\"outcome\":[true],\"client\":4e-7"),
        Arguments.of(
            "unknown members",
            "\"severity\":\"LOUD\",\"outcome\":{\"result\":\"PERHAPS\"},\"later\":{\"deep\":[[[{}]]]}"),
        Arguments.of("white space", "\n\t \"a\" : [ 1 ,\r\n2 ] , \"b\":1.50e+03 "),
        Arguments.of(
            "any Unicode",
            "\"displayMessage\":\"Z\u00fcrich \u65e5\u672c\u8a9e \ud83d\udc69\u200d\ud83d\ude80 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \\u00e9 \\/ \\ud83d\\ude00\""),
        Arguments.of(
            "U+0000 and half a pair, escaped",
            "\"eventType\":\"a\\u0000b\",\"actor\":{\"id\":\"\\ud800\",\"displayName\":\"\\u0000\"},\"target\":[{\"id\":\"\\u0000\",\"displayName\":\"\\udc00x\"}]"),
        Arguments.of(
            "long texts",
            "\"eventType\":\""
                + "e".repeat(70_000)
                + "\",\"actor\":{\"alternateId\":\""
                + "\ud83d\ude00".repeat(300)
                + "\"}"),
        Arguments.of(
            "a megabyte",
            "\"debugContext\":{\"debugData\":{\"all\":\"" + "x".repeat(1_048_576) + "\"}}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddButLegal")
  void deliver_oddButLegalEvent_isStoredAndPublishedVerbatim(String name, String members) {
    String uuid = Samples.uuid();
    String json =
        "{\"uuid\":\"" + uuid + "\",\"published\":\"2026-02-03T04:05:06Z\"," + members + "}";

    assertThat(okta.deliver(Samples.delivery(json)).statusCode()).isEqualTo(204);

    awaitStored(List.of(uuid));
    assertThat(probe.event(uuid).getString("json")).isEqualTo(json);
    awaitHeard(uuid);
    assertThat(probe.heard(uuid).get(0).getString("text")).isEqualTo(json);
  }

  @Test
  void deliver_emptyBatch_isTaken() {
    assertThat(okta.deliver(Samples.delivery()).statusCode()).isEqualTo(204);
  }

  /** More than go to the database at a time, and not a multiple of that. */
  @Test
  void deliver_batchOf1203_storesAndPublishesThemAll() {
    List<String> uuids = Samples.uuids(1_203);

    assertThat(
            okta.deliver(Samples.delivery(uuids.stream().map(Samples::event).toList()))
                .statusCode())
        .isEqualTo(204);

    // All or nothing: as soon as one is there, all are.
    awaitStored(uuids.subList(1_202, 1_203));
    assertThat(probe.storedEvents(uuids)).isEqualTo(1_203);
    assertThat(probe.storedTargets(uuids)).isEqualTo(2 * 1_203);
    await().atMost(SOON).untilAsserted(() -> assertThat(probe.unheard(uuids)).isEmpty());
  }

  // --- Once ---

  @Test
  void deliver_sameEventTwiceInABatch_isStoredOnce() {
    String uuid = Samples.uuid();

    okta.deliver(Samples.delivery(Samples.event(uuid), Samples.event(uuid)));

    awaitStored(List.of(uuid));
    awaitHeard(uuid);
    assertThat(probe.heard(uuid)).hasSize(1);
  }

  @Test
  void deliver_sameEventAgain_isStoredOnceAndBothDeliveriesAreKnown() {
    String uuid = Samples.uuid();
    String body = Samples.delivery(Samples.event(uuid));
    double before = Metrics.scrape(okta).value(events("duplicate"));

    okta.deliver(body);
    okta.deliver(body);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Metrics.scrape(okta).value(events("duplicate"))).isEqualTo(before + 1));
    assertThat(probe.storedEvents(List.of(uuid))).isEqualTo(1);
    String oktaEventId = body.replaceAll(".*\"eventId\":\"([^\"]+)\".*", "$1");
    assertThat(probe.count("delivery", "okta_event_id = '" + oktaEventId + "'")).isEqualTo(2);
  }

  @Test
  void deliver_sameEventForAnotherOrg_isAnotherEvent() {
    String uuid = Samples.uuid();
    String body = Samples.delivery(Samples.event(uuid));

    okta.deliver(body);
    okta.send(okta.delivery("open").POST(BodyPublishers.ofString(body)));

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(probe.storedEvents(List.of(uuid))).isEqualTo(2));
  }

  @Test
  void deliver_sameEventsFiftyTimesAtOnce_areStoredAndPublishedOnce() throws Exception {
    List<String> uuids = new ArrayList<>(Samples.uuids(5));
    double before = Metrics.scrape(okta).value(events("duplicate"));
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try {
      List<Future<Integer>> answers =
          IntStream.range(0, 50)
              .mapToObj(
                  i -> {
                    // In another order each time, which is what makes transactions wait in a
                    // circle.
                    List<String> events =
                        new ArrayList<>(uuids.stream().map(Samples::event).toList());
                    Collections.rotate(events, i);
                    return threads.submit(
                        () -> okta.deliver(Samples.delivery(events)).statusCode());
                  })
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(204);
      }
    } finally {
      threads.shutdown();
    }

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Metrics.scrape(okta).value(events("duplicate")))
                    .isEqualTo(before + 49 * 5));
    assertThat(probe.storedEvents(uuids)).isEqualTo(5);
    awaitOutboxEmpty();
    uuids.forEach(this::awaitHeard);
    assertThat(uuids).allSatisfy(uuid -> assertThat(probe.heard(uuid)).hasSize(1));
  }

  // --- What applications get ---

  @Test
  void publish_event_hasTheMessageLayout() {
    String uuid = Samples.uuid();
    String json = Samples.event(uuid, "user.account.lock", "layout@acme.example");
    okta.deliver(Samples.delivery(json));
    awaitHeard(uuid);

    JsonObject message = probe.heard(uuid).get(0);

    assertThat(message.getString("text")).isEqualTo(json);
    assertThat(message.getBoolean("persistent")).isTrue();
    assertThat(message.getString("JMSType")).isEqualTo("user.account.lock");
    assertThat(message.getString("JMSXGroupID")).isEqualTo("00u-layout@acme.example");
    assertThat(message.getString("oktaOrg")).isEqualTo("acme");
    assertThat(message.getString("oktaEventType")).isEqualTo("user.account.lock");
    assertThat(message.getString("oktaSeverity")).isEqualTo("INFO");
    assertThat(message.getString("oktaOutcome")).isEqualTo("SUCCESS");
    assertThat(message.getString("oktaActorId")).isEqualTo("00uactor");
    assertThat(message.getString("oktaActorAlternateId")).isEqualTo("hr@acme.example");
    assertThat(message.getString("oktaTargetIds")).isEqualTo("|0oaapp|00u-layout@acme.example|");
    assertThat(message.getString("oktaTargetAlternateIds")).isEqualTo("|Mail|layout@acme.example|");
    assertThat(message.getString("oktaPublished")).isEqualTo("1770091506789");
    assertThat(message.getString("oktaOrigin")).isEqualTo("HOOK");
    assertThat(message.getString("oktaReplay")).isEqualTo("false");
  }

  @Test
  void publish_toPayroll_bringsExactlyTheEventsThatItSelects() {
    String hired = Samples.uuid() + "@acme.example";
    String left = Samples.uuid() + "@acme.example";
    String unlucky = Samples.uuid() + "@acme.example";
    String last = Samples.uuid() + "@acme.example";
    String failed =
        Samples.event(Samples.uuid(), Samples.CREATED, unlucky).replace("SUCCESS", "FAILURE");
    okta.deliver(
        Samples.delivery(
            Samples.event(Samples.uuid(), Samples.CREATED, hired),
            Samples.event(Samples.uuid(), "user.session.start", unlucky),
            failed,
            Samples.event(Samples.uuid(), Samples.CREATED, left),
            later(Samples.event(Samples.uuid(), "user.lifecycle.deactivate", left)),
            Samples.event(Samples.uuid(), "user.lifecycle.delete.initiated", last)));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(accounts())
                    .contains(
                        "\"" + hired + "\":\"active\"",
                        "\"" + left + "\":\"stopped\"",
                        "\"" + last + "\":\"stopped\""));
    assertThat(accounts()).doesNotContain(unlucky);
  }

  private static String later(String event) {
    return event.replace("04:05:06.789Z", "04:05:07.789Z");
  }

  // --- When things break ---

  @Test
  void deliver_whileTheBrokerRefuses_isStoredDirectly() {
    String series = "catchment_deliveries_total{org=\"acme\",outcome=\"stored\"}";
    double before = Metrics.scrape(okta).value(series);
    List<String> uuids = new ArrayList<>();
    server.refuseMessages();
    try {
      // Some brokers take one more before they are full.
      while (Metrics.scrape(okta).value(series) == before && uuids.size() < 5) {
        uuids.add(Samples.uuid());
        String event = Samples.event(uuids.get(uuids.size() - 1));
        assertThat(okta.deliver(Samples.delivery(event)).statusCode()).isEqualTo(204);
      }
      assertThat(Metrics.scrape(okta).value(series)).isEqualTo(before + 1);
      assertThat(probe.storedEvents(List.of(uuids.get(uuids.size() - 1)))).isEqualTo(1);
      assertReady(503, "broker");
    } finally {
      server.acceptMessages();
    }
    awaitQueueing();
    assertReady(200, "broker");
    awaitStored(uuids);
    uuids.forEach(this::awaitHeard);
  }

  @Test
  void kill_rightAfterOnlyTheDatabaseAnswered_losesNothing() {
    List<String> uuids = Samples.uuids(10);
    server.refuseMessages();
    for (String uuid : uuids) {
      assertThat(okta.deliver(Samples.delivery(Samples.event(uuid))).statusCode()).isEqualTo(204);
    }
    if (!server.startsWhileRefusing()) {
      server.acceptMessages();
    }
    server.kill();

    server.restart();
    server.acceptMessages();

    awaitQueueing();
    awaitStored(uuids);
    uuids.forEach(this::awaitHeard);
  }

  // --- What is not ours ---

  @Test
  void consume_foreignMessage_becomesADeadLetterAndBlocksNothing() {
    String mark = Samples.uuid();
    String uuid = Samples.uuid();

    probe.sendToQueue("no delivery " + mark);
    okta.deliver(Samples.delivery(Samples.event(uuid)));

    awaitStored(List.of(uuid));
    String bytes =
        Base64.getEncoder()
            .encodeToString(("no delivery " + mark).getBytes(StandardCharsets.UTF_8));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(keptWhole(bytes, "no delivery")).isEqualTo(1));
  }

  // --- Health and metrics ---

  @Test
  void health_whenAllIsWell_isUp() {
    assertThat(okta.get("/catchment/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
    HttpResponse<String> ready = okta.get("/catchment/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"database\"", "\"broker\"").doesNotContain("DOWN");
  }

  @Test
  void health_whereTheBrokerTells_countsPreparedTransactions() {
    int expected = server.tellsPreparedTransactions() ? 0 : -1;

    assertThat(probe.preparedTransactions()).isEqualTo(expected);
    assertThat(Metrics.scrape(okta).values().getOrDefault("catchment_prepared_transactions", -1.0))
        .isEqualTo(expected);
  }

  @Test
  void metrics_withoutViewer_areRefused() {
    assertProblem(okta.get("/catchment/metrics"), 401);
    for (String authorization :
        List.of("Bearer wrong", "SSWS", "Basic !", "Basic d3Jvbmc6d3Jvbmc=", Okta.SECRET)) {
      assertProblem(
          okta.send(okta.request("/catchment/metrics").header("Authorization", authorization)),
          401);
    }
  }

  @Test
  void metrics_withToken_areShown() {
    for (String authorization :
        List.of("Bearer watch-token", "SSWS watch-token", "bearer run-token")) {
      HttpResponse<String> answer =
          okta.send(okta.request("/catchment/metrics").header("Authorization", authorization));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(t -> assertThat(t).startsWith("text/plain"));
      assertThat(answer.body())
          .contains(
              "# TYPE catchment_deliveries_total counter",
              "# TYPE catchment_receive_duration_seconds histogram");
    }
  }

  @Test
  void metrics_withUserOfTheContainer_needTheViewersRole() {
    assertThat(metricsAs("vic:Vi-password1").statusCode()).isEqualTo(200);
    assertThat(metricsAs("olga:Ol-password1").statusCode()).isEqualTo(200);
    assertProblem(metricsAs("nina:Ni-password1"), 403);
    assertProblem(metricsAs("vic:wrong"), 401);
  }

  @Test
  void metrics_withTheCookieOfAnEarlierPassword_areRefused() {
    var again = okta.request("/catchment/metrics");
    metricsAs("vic:Vi-password1")
        .headers()
        .allValues("Set-Cookie")
        .forEach(cookie -> again.header("Cookie", cookie.replaceAll(";.*", "")));

    assertProblem(okta.send(again), 401);
  }

  private HttpResponse<String> metricsAs(String nameAndPassword) {
    String credentials =
        Base64.getEncoder().encodeToString(nameAndPassword.getBytes(StandardCharsets.UTF_8));
    return okta.send(
        okta.request("/catchment/metrics").header("Authorization", "Basic " + credentials));
  }

  @Test
  void metrics_afterDeliveries_addUp() {
    awaitOutboxEmpty();
    Metrics before = Metrics.scrape(okta);
    okta.deliver(
        Samples.delivery(Samples.event(Samples.uuid()), "1", Samples.event(Samples.uuid())));
    // What comes together may be stored in one transaction.
    awaitEventsSince(before, 3);
    okta.deliver("no JSON");
    awaitEventsSince(before, 4);
    awaitOutboxEmpty();

    Metrics after = Metrics.scrape(okta);

    assertThat(after.sum("catchment_deliveries_total") - before.sum("catchment_deliveries_total"))
        .isEqualTo(2);
    assertThat(after.value(events("stored")) - before.value(events("stored"))).isEqualTo(2);
    assertThat(after.value(events("dead_letter")) - before.value(events("dead_letter")))
        .isEqualTo(2);
    String published = "catchment_published_total{subscription=\"CatchmentEvents\"}";
    assertThat(after.value(published) - before.value(published)).isEqualTo(2);
    assertThat(
            after.value("catchment_store_duration_seconds_count")
                - before.value("catchment_store_duration_seconds_count"))
        .isEqualTo(2);
  }

  // --- Steps ---

  private void awaitEventsSince(Metrics before, int events) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        Metrics.scrape(okta).sum("catchment_events_total")
                            - before.sum("catchment_events_total"))
                    .isEqualTo(events));
  }

  HttpResponse<String> verify(String org, String challenge) {
    return okta.send(
        okta.hook(org)
            .header("Authorization", Okta.SECRET)
            .header("X-Okta-Verification-Challenge", challenge));
  }

  private int deliverTo(String org, String header, String secret) {
    return okta.send(
            okta.hook(org)
                .header(header, secret)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Samples.delivery(Samples.event(Samples.uuid())))))
        .statusCode();
  }

  /** By hand, because HTTP clients refuse to send such a header. */
  private String rawVerification(String challenge) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET /catchment/hooks/acme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
              + Okta.SECRET
              + "\r\nX-Okta-Verification-Challenge: "
              + challenge
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  long keptWhole(String base64, String reason) {
    return probe.deadLetters("position = -1 and reason like '%" + reason + "%'").stream()
        .filter(d -> d.getString("body").equals(base64))
        .count();
  }

  private String accounts() {
    return okta.get("/payroll/accounts").body();
  }

  private static String events(String outcome) {
    return "catchment_events_total{org=\"acme\",origin=\"HOOK\",outcome=\"" + outcome + "\"}";
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
