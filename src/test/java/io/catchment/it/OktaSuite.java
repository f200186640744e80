package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.pretend.Bucket;
import io.catchment.pretend.Hook;
import io.catchment.pretend.PretendEvent;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.PretendOkta;
import io.catchment.pretend.Sending;
import io.catchment.pretend.WrittenEvent;
import io.catchment.server.Server;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds between Catchment and an Okta org: its hook, and its System Log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OktaSuite {

  private static final String ORG = "synced";
  private static final String TOKEN = "pretend-token-of-the-test";

  /** An org that knows us by a key. It has an Okta of its own: two orgs have no log in common. */
  private static final String SIGNED = "signed";

  private static final ServiceApplication APPLICATION = ServiceApplication.make("0oaCatchment");
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int PORT_OFFSET = 9;
  private static final int SIGNED_PORT_OFFSET = 10;

  /** Requests that the org has in a window of five seconds, and the half that is for us. */
  private static final int LIMIT = 40;

  /** So few that a range has to wait for the next window again and again. */
  private static final int TIGHT = 8;

  private static final int KILLS = 2;
  private static final String WHOLE_PAGES = "org = '" + ORG + "' and position = -1";

  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final ServerSuite suite;
  private final PretendOkta pretend;
  private final PretendOkta signed;
  private final PretendEvents events = new PretendEvents(7);

  OktaSuite(ServerSuite suite) {
    this.suite = suite;
    this.pretend = new PretendOkta(suite.port + PORT_OFFSET, Clock.systemUTC());
    this.signed = new PretendOkta(suite.port + SIGNED_PORT_OFFSET, Clock.systemUTC());
  }

  /** What a server needs of settings for this suite, besides those that it has. */
  static void configure(Server server, Path folder, int port) throws IOException {
    Path secrets = Files.writeString(secrets(folder), Okta.SECRET + "\n");
    String prefix = "catchment.org." + ORG;
    configureSigned(server, folder, port);
    server
        .withMore("catchment.orgs", ORG + ", " + SIGNED)
        .with(prefix + ".url", "http://127.0.0.1:" + (port + PORT_OFFSET))
        .with(prefix + ".api-token", TOKEN)
        .with(prefix + ".secrets-file", secrets.toString())
        .with("catchment.reconcile.interval", "PT1S")
        .with("catchment.reconcile.grace", GRACE.toString());
  }

  private static void configureSigned(Server server, Path folder, int port) throws IOException {
    String prefix = "catchment.org." + SIGNED;
    Path key = APPLICATION.writeKey(folder.resolve(SIGNED + ".pem"));
    server
        .with(prefix + ".url", "http://127.0.0.1:" + (port + SIGNED_PORT_OFFSET))
        .with(prefix + ".client-id", APPLICATION.clientId())
        .with(prefix + ".private-key-file", key.toString())
        .with(prefix + ".secrets", Okta.SECRET);
  }

  private static Path secrets(Path folder) {
    return folder.resolve(ORG + ".secrets");
  }

  @BeforeAll
  void startOkta() {
    pretend.start();
    signed.start();
    letUsIn();
  }

  @AfterAll
  void stopOkta() {
    pretend.close();
    signed.close();
  }

  @BeforeEach
  void limit() {
    pretend.rateLimit(Bucket.LOGS).allow(LIMIT, WINDOW);
    pretend.rateLimit(Bucket.HOOKS).allow(LIMIT, WINDOW);
    pretend.sender().send(Sending.FAITHFUL);
  }

  @AfterEach
  void neverOverTheLimit() {
    for (Bucket bucket : List.of(Bucket.LOGS, Bucket.HOOKS)) {
      assertThat(pretend.rateLimit(bucket).refused()).isZero();
    }
    pretend.faults().clear();
  }

  // --- The hook ---

  @Test
  void register_hook_isVerifiedAndDelivers() {
    JsonObject hook = register();

    assertThat(hook.getString("status")).isEqualTo("ACTIVE");
    assertThat(hook.getString("verificationStatus")).isEqualTo("VERIFIED");
    assertThat(hook.getJsonArray("drift")).isEmpty();
    assertThat(hook.toString()).doesNotContain(Okta.SECRET);
    List<String> uuids = publish(5);
    awaitOnce(uuids);

    register();
    assertThat(ours()).hasSize(1);
    assertThat(shown().getBoolean("delivers")).isTrue();
  }

  @Test
  void register_otherTypes_changesTheHook() {
    register();
    String id = ours().get(0).id();
    List<String> fewer = PretendEvents.hookEventTypes().subList(0, 2);

    register(fewer);

    assertThat(ours()).extracting(Hook::id).containsExactly(id);
    assertThat(ours().get(0).eventTypes()).containsExactlyElementsOf(fewer);
    assertThat(shown().getJsonArray("drift")).isEmpty();
    register();
    assertThat(shown().getJsonArray("drift")).isEmpty();
    awaitOnce(publish(5));
  }

  @Test
  void register_hookThatSomebodyChanges_isReportedAndChangedBack() {
    register();
    Hook before = ours().get(0);
    double found = foundNotDelivering();

    administrate(
        "PUT",
        "/" + before.id(),
        hook("Changed by hand", URI.create("http://127.0.0.1:9/hooks/" + ORG)));

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              Hook now = pretend.hooks().find(before.id()).orElseThrow();
              assertThat(now.name()).isEqualTo(before.name());
              assertThat(now.channel()).isEqualTo(before.channel());
              assertThat(now.eventTypes()).isEqualTo(before.eventTypes());
              assertThat(now.isVerified()).isTrue();
            });
    assertThat(foundNotDelivering()).isGreaterThan(found);
    await().atMost(ServerSuite.SOON).until(() -> shown().getJsonArray("drift").isEmpty());
    awaitOnce(publish(2));
  }

  @Test
  void register_hookThatOktaNoLongerVerifies_isReportedAndVerifiedAgain() {
    register();
    String id = ours().get(0).id();
    double found = foundNotDelivering();

    pretend.hooks().unverify(id);

    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.hooks().find(id).orElseThrow().isVerified());
    assertThat(foundNotDelivering()).isGreaterThan(found);
    await().atMost(ServerSuite.SOON).until(() -> shown().getBoolean("delivers"));
    assertThat(Metrics.scrape(suite.okta).value("catchment_hook_delivers{org=\"synced\"}"))
        .isEqualTo(1);
    awaitOnce(publish(2));
  }

  @Test
  void rotate_secret_tellsOktaAndStaysVerified() throws IOException {
    register();
    String next = "rotated-" + Samples.uuid();
    Path file = secrets(suite.folder);
    String before = Files.readString(file);

    Files.writeString(file, next + "\n" + before);

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              Hook hook = ours().get(0);
              assertThat(hook.channel().secret()).hasValue(next);
              assertThat(hook.isVerified()).isTrue();
            });
    String old = before.lines().findFirst().orElseThrow();
    assertThat(deliverWith(old)).isEqualTo(204);
    assertThat(deliverWith(next)).isEqualTo(204);
    Files.writeString(file, next + "\n");
    assertThat(deliverWith(old)).isEqualTo(401);
    awaitOnce(publish(2));
  }

  @Test
  void register_besideAForeignHookWithTheSamePath_leavesThatAlone() {
    URI address = suite.server.uri("/catchment/hooks/" + ORG);
    String id = administrate("POST", "", hook("Somebody else's", address)).getString("id");
    Hook foreign = pretend.hooks().find(id).orElseThrow();

    JsonObject hook = register();
    HttpResponse<String> answer = operator("DELETE", path("hook"), "");

    assertThat(hook.getString("id")).isNotEqualTo(id);
    assertThat(hook.getJsonArray("warnings").toString()).contains(id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(pretend.hooks().all()).containsExactly(foreign);
    administrate("POST", "/" + id + "/lifecycle/deactivate", "");
    administrate("DELETE", "/" + id, "");
  }

  @Test
  void remove_hook_isGoneInOktaAndStaysSo() {
    register();

    HttpResponse<String> answer = operator("DELETE", path("hook"), "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(ours()).isEmpty();
    assertThat(operator("DELETE", path("hook"), "").statusCode()).isEqualTo(204);
    int requests = pretend.rateLimit(Bucket.HOOKS).requests();
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.rateLimit(Bucket.HOOKS).requests() > requests + 1);
    assertThat(ours()).isEmpty();
    ServerSuite.assertProblem(viewer(path("hook")), 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "no JSON|must be a JSON object",
        "{}|\"uri\" must be the address",
        "{\"uri\":\"https://x.example/hooks/acme\",\"events\":[\"user.session.start\"]}|must end with /hooks/synced",
      })
  void register_badRequest_saysWhatIsWrong(String body, String problem) {
    HttpResponse<String> answer = operator("PUT", path("hook"), body);

    ServerSuite.assertProblem(answer, 400);
    assertThat(answer.body())
        .contains(Json.createValue(problem).toString().replaceAll("^.|.$", ""));
  }

  @Test
  void register_whoMayNot_isRefused() {
    ServerSuite.assertProblem(suite.okta.get("/catchment/api/orgs/" + ORG + "/hook"), 401);
    ServerSuite.assertProblem(call("PUT", path("hook"), wish(), "watch-token"), 403);
  }

  @Test
  void register_strangerWithALargeBody_isRefusedAsEverybodyIs() {
    String body = " ".repeat(200_000) + wish();

    ServerSuite.assertProblem(call("PUT", path("hook"), body, "no-token"), 401);
    assertThat(ours()).noneMatch(hook -> hook.eventTypes().equals(List.of("user.session.start")));
    assertThat(operator("PUT", path("hook"), body).statusCode()).isEqualTo(200);
  }

  @Test
  void register_orgWithoutAccess_saysWhatToSet() {
    HttpResponse<String> answer = operator("PUT", "/catchment/api/orgs/acme/hook", wish("acme"));

    ServerSuite.assertProblem(answer, 409);
    assertThat(answer.body()).contains("catchment.org.acme.api-token-file");
    ServerSuite.assertProblem(operator("PUT", "/catchment/api/orgs/nobody/hook", wish()), 404);
  }

  /** As often as the watch may take one of them away. */
  @Test
  void register_whenOktaRefuses_passesItsWordsOnAndKeepsTheWishOfBefore() {
    register();
    pretend.faults().answerNext(50, Bucket.HOOKS, 401);

    HttpResponse<String> answer = operator("PUT", path("hook"), wish());

    ServerSuite.assertProblem(answer, 502);
    assertThat(answer.body())
        .contains("E0000011", "is not kept")
        .doesNotContain(TOKEN, Okta.SECRET);
    assertThat(shown().getString("problem")).contains("E0000011");
    pretend.faults().clear();
    assertThat(register().containsKey("problem")).isFalse();
  }

  @Test
  void register_typeThatOktaDoesNotTake_leavesTheGoodHook() {
    register();
    Hook before = ours().get(0);

    HttpResponse<String> answer =
        operator("PUT", path("hook"), wish(ORG, List.of("user.sesion.start")));

    ServerSuite.assertProblem(answer, 502);
    assertThat(answer.body())
        .contains("E0000001", "is not kept", "Did you mean user.session.start?")
        .doesNotContain("..");
    assertThat(ours()).containsExactly(before);
    assertThat(shown().getJsonObject("wanted").toString()).doesNotContain("user.sesion.start");
    assertThat(shown().getJsonArray("drift")).isEmpty();
    pretend.hooks().unverify(before.id());
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.hooks().find(before.id()).orElseThrow().isVerified());
  }

  @Test
  void register_misspeltTypeWhileOktaIsAway_isGivenUpWhenOktaIsBack() {
    register();
    Hook before = ours().get(0);
    JsonObject wanted = shown().getJsonObject("wanted");
    String rejections = "catchment_hook_wishes_rejected_total{org=\"" + ORG + "\"}";
    double counted = Metrics.scrape(suite.okta).value(rejections);
    pretend.faults().answerNext(100, Bucket.HOOKS, 503);

    HttpResponse<String> answer =
        await()
            .atMost(ServerSuite.SOON)
            .until(
                () -> operator("PUT", path("hook"), wish(ORG, List.of("user.sesion.start"))),
                tried -> tried.statusCode() != 503);
    pretend.faults().clear();

    ServerSuite.assertProblem(answer, 502);
    assertThat(answer.body()).contains("is kept");
    await().atMost(ServerSuite.SOON).until(() -> shown().containsKey("rejected"));
    assertThat(shown().getString("rejected"))
        .contains("E0000001", "user.sesion.start")
        .doesNotContain(TOKEN, Okta.SECRET);
    assertThat(shown().getJsonObject("wanted")).isEqualTo(wanted);
    await().atMost(ServerSuite.SOON).until(() -> !shown().containsKey("problem"));
    assertThat(ours()).extracting(Hook::id).containsExactly(before.id());
    assertThat(ours().get(0).eventTypes()).isEqualTo(before.eventTypes());
    assertThat(ours().get(0).isVerified()).isTrue();
    assertThat(Metrics.scrape(suite.okta).value(rejections)).isEqualTo(counted + 1);
    assertThat(register().containsKey("rejected")).isFalse();
  }

  @Test
  void register_asServiceApplication_recoversWhatTheHookLoses() {
    JsonObject hook = register(SIGNED, PretendEvents.hookEventTypes());
    assertThat(hook.getString("verificationStatus")).isEqualTo("VERIFIED");
    assertThat(signed.hooks().all()).hasSize(1);
    signed.sender().send(Sending.FAITHFUL.losing(1));
    long before = recovered(SIGNED);

    signed.tokens().revokeAccessTokens();
    List<String> uuids = publish(signed, 5);

    awaitOnce(uuids);
    assertThat(signed.tokens().accessTokens()).isPositive();
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(recovered(SIGNED)).isEqualTo(before + uuids.size()));
    assertThat(count("org = '" + SIGNED + "' and hook_at is null", uuids)).isEqualTo(uuids.size());
  }

  // --- Health ---

  @Test
  void health_whileOktaRefusesUs_saysSoAndStaysReady() {
    register();
    register(SIGNED, PretendEvents.hookEventTypes());
    keepUsOut();
    try {
      await()
          .atMost(ServerSuite.SOON)
          .untilAsserted(
              () -> {
                assertThat(problem(ORG, "systemLog")).contains("401 E0000011");
                assertThat(problem(ORG, "hook")).contains("401 E0000011");
                assertThat(problem(SIGNED, "systemLog")).contains("401 invalid_client");
                assertThat(problem(SIGNED, "hook")).contains("401 invalid_client");
                assertThat(status().getString("problem", "")).contains("E0000011");
              });
      assertThat(ready().toString()).doesNotContain(TOKEN, APPLICATION.clientId());
    } finally {
      letUsIn();
    }

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(troubles()).doesNotContainKeys(ORG, SIGNED));
    assertThat(status()).doesNotContainKey("problem");
  }

  // --- The System Log ---

  @Test
  void reconcile_hookThatLosesAndOktaThatFails_findsEveryEventAndCountsEveryGap() {
    register();
    Set<String> lostBefore = new HashSet<>(pretend.sender().lost());
    pretend.sender().send(Sending.FAITHFUL.losing(0.1).repeating(0.1).batching(3).seeded(1));

    pretend.faults().answerNext(2, Bucket.LOGS, 503);
    pretend.faults().closeNext(1, Bucket.LOGS);
    pretend.faults().closeAfterNext(1, Bucket.LOGS);

    List<String> uuids = publish(200);
    pretend.sender().awaitIdle(ServerSuite.SOON);
    Set<String> lost = new HashSet<>(pretend.sender().lost());
    lost.removeAll(lostBefore);

    assertThat(lost).isNotEmpty();
    awaitOnce(uuids);
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> assertThat(gapsAmong(uuids)).containsExactlyInAnyOrderElementsOf(lost));
    await().atMost(ServerSuite.SOON).until(() -> count("log_at is not null", uuids) == 200);
    assertThat(pretend.faults().left(Bucket.LOGS)).isZero();
    assertThat(count("hook_at is null", uuids)).isEqualTo(lost.size());
    assertThat(recovered(ORG)).isEqualTo(suite.probe.count("gap", "org = '" + ORG + "'"));
    assertThat(status().getJsonArray("gaps")).hasSizeGreaterThanOrEqualTo(lost.size());
  }

  @Test
  void reconcile_whenOktaForgetsThePlace_losesNothing() {
    register();
    awaitOnce(publish(3));
    pretend.sender().send(Sending.FAITHFUL.losing(1));

    pretend.log().forgetCursors();
    List<String> uuids = publish(5);

    awaitOnce(uuids);
    await().atMost(ServerSuite.SOON).until(() -> !status().containsKey("problem"));
  }

  @Test
  void reconcile_pageWithUnreadableEvents_keepsTheseAsDeadLettersAndStoresTheOthers() {
    register();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    long failed = status().getJsonNumber("failed").longValue();

    pretend.faults().spoilNext(1);
    List<String> uuids = publish(5);

    awaitOnce(uuids);
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> status().getJsonNumber("failed").longValue() > failed);
  }

  @Test
  void reconcile_garbledPage_isKeptWholeAndTheLogIsReadOn() {
    register();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    long whole = suite.probe.count("dead_letter", WHOLE_PAGES);

    // The second time is to make sure that it is always so.
    pretend.faults().garbleNext(2);
    await().atMost(ServerSuite.SOON).until(() -> pretend.faults().left(Bucket.LOGS) == 0);

    awaitOnce(publish(5));
    assertThat(suite.probe.count("dead_letter", WHOLE_PAGES)).isEqualTo(whole + 1);
  }

  @Test
  void reconcile_hookThatIsLate_isNoGapWithinItsGraceTimeAndOneAfterIt() {
    register();
    pretend.sender().send(Sending.FAITHFUL.delaying(GRACE.dividedBy(2)));
    List<String> inTime = publish(3);
    // The grace time begins when the log shows it, which may take a poll's longest pause.
    pretend.sender().send(Sending.FAITHFUL.delaying(GRACE.multipliedBy(5)));
    List<String> late = publish(3);

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(gapsAmong(late)).containsExactlyInAnyOrderElementsOf(late));
    assertThat(gapsAmong(inTime)).isEmpty();
    await().atMost(ServerSuite.SOON).until(() -> count("hook_at is not null", late) == 3);
    assertThat(count("hook_at is not null and log_at is not null", inTime)).isEqualTo(3);
  }

  @Test
  void reconcile_typesThatAreAdded_areReadFromTheLookbackAndAreNoGaps() {
    register(List.of("user.session.start"));
    awaitTypes(1);
    List<PretendEvent> old =
        IntStream.range(0, 20)
            .mapToObj(i -> Instant.now().minus(Duration.ofDays(3)).plusSeconds(i))
            .map(time -> events.next("group.user_membership.add", time))
            .toList();
    old.forEach(event -> pretend.log().store(event, Instant.ofEpochMilli(event.publishedMillis())));
    List<String> uuids = old.stream().map(PretendEvent::uuid).toList();
    List<String> after = publish(1);
    awaitOnce(after);
    assertThat(suite.probe.storedEvents(uuids)).isZero();

    register(List.of("user.session.start", "group.user_membership.add"));

    awaitOnce(uuids);
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> suite.probe.count("gap_candidate", "org = '" + ORG + "'") == 0);
    assertThat(gapsAmong(uuids)).isEmpty();
  }

  @Test
  void reconcile_range_isReadInTheBackgroundWithinItsShareOfTheLimit() {
    register();
    Instant until = Instant.now().minus(Duration.ofDays(20));
    List<String> expected = storeBetween(until.minus(Duration.ofDays(1)), until, 4_500);
    pretend.rateLimit(Bucket.LOGS).allow(TIGHT, WINDOW);
    awaitRequest();
    pretend.rateLimit(Bucket.LOGS).forgetCounts();

    String run = startRange(until.minus(Duration.ofDays(1)), until);

    await()
        .atMost(ServerSuite.SOON)
        .until(() -> json(viewer(run)).getString("state").equals("DONE"));
    assertThat(pretend.rateLimit(Bucket.LOGS).highestUse()).isLessThanOrEqualTo(TIGHT / 2);
    awaitOnce(expected);
    assertThat(json(viewer(run)).getInt("seen")).isEqualTo(expected.size());
  }

  @Test
  void reconcile_cancelledRange_isNotReadOn() {
    register();
    Instant until = Instant.now().minus(Duration.ofDays(40));
    storeBetween(until.minus(Duration.ofDays(1)), until, 6_000);
    pretend.rateLimit(Bucket.LOGS).allow(TIGHT, WINDOW);
    String run = startRange(until.minus(Duration.ofDays(1)), until);
    await().atMost(ServerSuite.SOON).until(() -> json(viewer(run)).getInt("seen") > 0);

    JsonObject cancelled = json(operator("DELETE", run, ""));

    assertThat(cancelled.getString("state")).isEqualTo("CANCELLED");
    // A page that was on its way is still counted.
    int most = cancelled.getInt("seen") + 1_000;
    await()
        .during(WINDOW.multipliedBy(2))
        .atMost(ServerSuite.SOON)
        .until(() -> json(viewer(run)).getInt("seen") <= most);
    assertThat(most).isLessThan(6_000);
    assertThat(json(viewer(run)).getString("state")).isEqualTo("CANCELLED");
  }

  @Test
  void reconcile_badRange_saysWhatIsWrong() {
    ServerSuite.assertProblem(operator("POST", path("reconciliation"), "{}"), 400);
    ServerSuite.assertProblem(
        operator(
            "POST",
            path("reconciliation"),
            "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}"),
        400);
  }

  @Test
  void reconcile_killedWhileCatchingUp_losesNothingAndStoresAndCountsNothingTwice() {
    register();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long deadLetters = suite.probe.count("dead_letter", "org = '" + ORG + "'");
    List<String> uuids = publish(6_000);

    long stored = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      stored = awaitMoreStored(uuids, stored);
      suite.server.kill();
      suite.server.restart();
    }

    await()
        .atMost(Duration.ofSeconds(150))
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(() -> assertThat(gapsSince(begin)).isEqualTo(uuids.size()));
    assertThat(suite.probe.storedEvents(uuids)).isEqualTo(uuids.size());
    assertThat(suite.probe.count("dead_letter", "org = '" + ORG + "'")).isEqualTo(deadLetters);
    assertThat(status().getJsonNumber("recovered").longValue())
        .isEqualTo(suite.probe.count("gap", "org = '" + ORG + "'"));
  }

  /** Those that are stored and not yet acknowledged are on the queue too. */
  @Test
  void reconcile_longLog_hasFewPagesOnTheQueue() {
    register();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    int number = publish(30_000).size();

    AtomicInteger most = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              most.accumulateAndGet(suite.probe.waitingInQueue(), Math::max);
              return storedSince(begin) >= number;
            });

    assertThat(most).hasValueLessThanOrEqualTo(16);
    awaitNoCandidates();
  }

  @Test
  void reconcile_deliveryThatLayInTheQueueForTooLong_takesItsGapBack() {
    register();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    List<PretendEvent> both = publishEvents(pretend, 2);
    List<String> uuids = both.stream().map(PretendEvent::uuid).toList();
    await().atMost(ServerSuite.SOON).until(() -> gapsAmong(uuids).size() == 2);
    awaitNoCandidates();
    long before = recovered(ORG);

    queue(both.get(0), both.get(0).publishedAt().plusSeconds(1));
    queue(both.get(1), Instant.now());

    await().atMost(ServerSuite.SOON).until(() -> count("hook_at is not null", uuids) == 2);
    assertThat(gapsAmong(uuids)).containsExactly(uuids.get(1));
    assertThat(recovered(ORG)).isEqualTo(before - 1);
    assertThat(recovered(ORG)).isEqualTo(suite.probe.count("gap", "org = '" + ORG + "'"));
  }

  /** They come off the queue while it is decided on them, some before and some after. */
  @Test
  void reconcile_deliveriesStoredWhileTheirTimeEnds_leaveNoGap() {
    register();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    List<PretendEvent> all = publishEvents(pretend, 300);
    List<String> uuids = all.stream().map(PretendEvent::uuid).toList();
    Instant received = Instant.now();
    awaitOnce(uuids);
    Instant nearlyDue = received.plus(GRACE).minusMillis(500);
    await().atMost(ServerSuite.SOON).until(() -> Instant.now().isAfter(nearlyDue));

    for (PretendEvent event : all) {
      queue(event, received);
    }

    await().atMost(ServerSuite.SOON).until(() -> count("hook_at is not null", uuids) == 300);
    awaitNoCandidates();
    assertThat(gapsAmong(uuids)).isEmpty();
    assertThat(recovered(ORG)).isEqualTo(suite.probe.count("gap", "org = '" + ORG + "'"));
  }

  /** In an org that few other tests read the log of: they would read it again. */
  @Test
  void reconcile_eventLargerThanIsRead_countsAsFailedAndTheLogIsReadOn() {
    register(SIGNED, PretendEvents.hookEventTypes());
    signed.sender().send(Sending.FAITHFUL.losing(1));
    long failed = status(SIGNED).getJsonNumber("failed").longValue();

    String large = Samples.uuid();
    signed.log().store(largeEvent(large));
    List<String> uuids = publish(signed, 5);

    awaitOnce(uuids);
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> status(SIGNED).getJsonNumber("failed").longValue() == failed + 1);
    assertThat(status(SIGNED).getString("lastError")).contains("is missing");
    assertThat(status(SIGNED)).doesNotContainKey("problem");
    assertThat(suite.probe.count("dead_letter", "org = '" + SIGNED + "' and position = -1"))
        .isPositive();
    assertThat(suite.probe.storedEvents(List.of(large))).isZero();
  }

  // --- Steps ---

  /** An event of more than the 64 MiB that are read of an answer. */
  private static PretendEvent largeEvent(String uuid) {
    return WrittenEvent.of(
        "{\"uuid\":\"%s\",\"eventType\":\"%s\",\"published\":\"%s\",\"filler\":\"%s\"}"
            .formatted(
                uuid,
                eventType(0),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                "x".repeat(65 << 20)));
  }

  /** Lets the log have events of these times; the uuids of those that the hook subscribes to. */
  private List<String> storeBetween(Instant since, Instant until, int number) {
    Set<String> types = Set.copyOf(PretendEvents.hookEventTypes());
    List<PretendEvent> old =
        events.between(since.plusSeconds(60), until.minusSeconds(60), number * 2).stream()
            .filter(event -> types.contains(event.eventType()))
            .limit(number)
            .toList();
    assertThat(old).hasSize(number);
    old.forEach(event -> pretend.log().store(event, Instant.ofEpochMilli(event.publishedMillis())));
    return old.stream().map(PretendEvent::uuid).toList();
  }

  /** Has a range read; the path that shows it. */
  private String startRange(Instant since, Instant until) {
    HttpResponse<String> answer =
        operator(
            "POST",
            path("reconciliation"),
            "{\"since\":\"" + since + "\",\"until\":\"" + until + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return path("reconciliation") + "/" + json(answer).getString("id");
  }

  private void awaitNoCandidates() {
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> suite.probe.count("gap_candidate", "org = '" + ORG + "'") == 0);
  }

  /** Waits until the log is asked once more. */
  private void awaitRequest() {
    int before = pretend.rateLimit(Bucket.LOGS).requests();
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.rateLimit(Bucket.LOGS).requests() > before);
  }

  /** Waits until so many types are read. */
  private void awaitTypes(int number) {
    await().atMost(ServerSuite.SOON).until(() -> status().getJsonArray("types").size() == number);
    awaitRequest();
    awaitRequest();
  }

  /** Waits until more of them are stored than before, or all; how many are. */
  private long awaitMoreStored(List<String> uuids, long before) {
    return await()
        .atMost(ServerSuite.SOON)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(
            () -> suite.probe.storedEvents(uuids),
            stored -> stored > before || stored == uuids.size());
  }

  private long storedSince(Instant published) {
    return suite.probe.count(
        "event",
        "org = '"
            + ORG
            + "' and origin = 'SYSTEM_LOG' and published_at >= timestamp with time zone '"
            + published
            + "'");
  }

  private long gapsSince(Instant published) {
    return suite.probe.count(
        "gap g join event e on e.id = g.event_id",
        "g.org = '" + ORG + "' and e.published_at >= timestamp with time zone '" + published + "'");
  }

  private JsonObject register() {
    return register(PretendEvents.hookEventTypes());
  }

  /** A server that was killed may have left its turn behind, which ends after half a minute. */
  private JsonObject register(List<String> types) {
    return register(ORG, types);
  }

  private JsonObject register(String org, List<String> types) {
    HttpResponse<String> answer =
        await()
            .atMost(ServerSuite.SOON)
            .until(
                () -> operator("PUT", path(org, "hook"), wish(org, types)),
                tried -> tried.statusCode() != 503);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private JsonObject shown() {
    return json(viewer(path("hook")));
  }

  private double foundNotDelivering() {
    return Metrics.scrape(suite.okta)
        .value("catchment_hook_not_delivering_total{org=\"" + ORG + "\"}");
  }

  /** A hook as an administrator would make it. */
  private static String hook(String name, URI address) {
    return """
        {"name":"%s","events":{"type":"EVENT_TYPE","items":["user.session.start"]},
         "channel":{"type":"HTTP","version":"1.0.0","config":{"uri":"%s","headers":[],
          "method":"POST","authScheme":{"type":"HEADER","key":"X-Key","value":"by-hand"}}}}"""
        .formatted(name, address);
  }

  /** What an administrator does in Okta; the answer, empty if that is. */
  private JsonObject administrate(String method, String path, String body) {
    HttpResponse<String> answer =
        suite.okta.send(
            HttpRequest.newBuilder(pretend.uri().resolve("/api/v1/eventHooks" + path))
                .header("Authorization", "SSWS " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
    return answer.body().isEmpty() ? JsonValue.EMPTY_JSON_OBJECT : json(answer);
  }

  private int deliverWith(String secret) {
    String body = Samples.delivery(Samples.event(Samples.uuid()));
    return suite
        .okta
        .send(
            suite
                .okta
                .hook(ORG)
                .header("Authorization", secret)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private String wish() {
    return wish(ORG);
  }

  private String wish(String org) {
    return wish(org, List.of("user.session.start"));
  }

  private String wish(String org, List<String> types) {
    return "{\"uri\":\"%s\",\"events\":[%s]}"
        .formatted(
            suite.server.uri("/catchment/hooks/" + org),
            types.stream().map(type -> '"' + type + '"').collect(Collectors.joining(",")));
  }

  private List<String> publish(int number) {
    return publish(pretend, number);
  }

  private List<String> publish(PretendOkta okta, int number) {
    return publishEvents(okta, number).stream().map(PretendEvent::uuid).toList();
  }

  private List<PretendEvent> publishEvents(PretendOkta okta, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> events.next(eventType(i), Instant.now()))
        .peek(okta::publish)
        .toList();
  }

  /** A delivery by the hook that was received then, and has lain in the queue since. */
  private void queue(PretendEvent event, Instant receivedAt) {
    QueuedDelivery delivery =
        new QueuedDelivery(
            UUID.randomUUID(), ORG, receivedAt, Samples.delivery(event.inDelivery()));
    suite.probe.sendToQueue(List.of(delivery));
  }

  private static String eventType(int i) {
    List<String> types = PretendEvents.hookEventTypes();
    return types.get(i % types.size());
  }

  private void awaitOnce(List<String> uuids) {
    suite.awaitStored(uuids);
  }

  private List<Hook> ours() {
    return pretend.hooks().all().stream()
        .filter(hook -> hook.name().equals("Catchment " + ORG))
        .toList();
  }

  private JsonObject status() {
    return status(ORG);
  }

  private JsonObject status(String org) {
    return json(viewer(path(org, "reconciliation")));
  }

  private long recovered(String org) {
    return status(org).getJsonNumber("recovered").longValue();
  }

  private void letUsIn() {
    pretend.tokens().accept(TOKEN);
    signed.tokens().register(APPLICATION.clientId(), APPLICATION.publicKey());
  }

  /** An application with another key is as good as unknown. */
  private void keepUsOut() {
    pretend.tokens().revoke(TOKEN);
    PublicKey other = ServiceApplication.make(APPLICATION.clientId()).publicKey();
    signed.tokens().register(APPLICATION.clientId(), other);
    signed.tokens().revokeAccessTokens();
  }

  private JsonObject ready() {
    HttpResponse<String> answer = suite.okta.get("/catchment/health/ready");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** What health says of the orgs' Okta, by org; there may be orgs of other tests among them. */
  private JsonObject troubles() {
    return member(ready(), "okta");
  }

  private String problem(String org, String part) {
    return member(member(troubles(), org), part).getString("problem", "");
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.containsKey(name) ? object.getJsonObject(name) : JsonValue.EMPTY_JSON_OBJECT;
  }

  private List<String> gapsAmong(List<String> uuids) {
    return suite
        .probe
        .query(
            "select e.uuid from gap g join event e on e.id = g.event_id where e.uuid in "
                + list(uuids))
        .stream()
        .map(row -> row.getString("uuid"))
        .toList();
  }

  private long count(String what, List<String> uuids) {
    return suite.probe.count("event", what + " and uuid in " + list(uuids));
  }

  private static String list(List<String> uuids) {
    return uuids.stream().collect(Collectors.joining("','", "('", "')"));
  }

  private static String path(String what) {
    return path(ORG, what);
  }

  private static String path(String org, String what) {
    return "/catchment/api/orgs/" + org + "/" + what;
  }

  private HttpResponse<String> operator(String method, String path, String body) {
    return call(method, path, body, "run-token");
  }

  private HttpResponse<String> viewer(String path) {
    return call("GET", path, "", "watch-token");
  }

  private HttpResponse<String> call(String method, String path, String body, String token) {
    return suite.okta.send(
        suite
            .okta
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
