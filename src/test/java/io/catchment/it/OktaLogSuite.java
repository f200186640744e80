package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.pretend.Bucket;
import io.catchment.pretend.PretendEvent;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.Sending;
import io.catchment.pretend.WrittenEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for the System Log of an Okta org, and for what its hook has missed. */
abstract class OktaLogSuite extends OktaSuite {

  private static final int KILLS = 2;

  /** Of a page of 1,000 events, and of each that comes of it, until there is one. */
  private static final int HALVES = 9;

  private static final String WHOLE_PAGES = "org = '" + ORG + "' and position = -1";

  OktaLogSuite(OktaOrgs orgs) {
    super(orgs);
  }

  @Test
  void health_whileOktaRefusesUs_saysSoAndStaysReady() {
    register();
    register(SIGNED, PretendEvents.hookEventTypes());
    orgs.keepUsOut();
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
      assertThat(ready().toString())
          .doesNotContain(OktaOrgs.TOKEN, OktaOrgs.APPLICATION.clientId());
    } finally {
      orgs.letUsIn();
    }

    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(troubles()).doesNotContainKeys(ORG, SIGNED));
    assertThat(status()).doesNotContainKey("problem");
  }

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

    // Each half once to see whether Okta takes it and once to read it, and the last one once more.
    pretend.faults().garbleNext(2 * HALVES + 2);
    await().atMost(ServerSuite.SOON).until(() -> pretend.faults().left(Bucket.LOGS) == 0);

    awaitOnce(publish(5));
    assertThat(suite.probe.count("dead_letter", WHOLE_PAGES)).isEqualTo(whole + 1);
  }

  @Test
  void reconcile_hookThatIsLate_isNoGapWithinItsGraceTimeAndOneAfterIt() {
    register();
    pretend.sender().send(Sending.FAITHFUL.delaying(OktaOrgs.GRACE.dividedBy(2)));
    List<String> inTime = publish(3);
    // The grace time begins when the log shows it, which may take a poll's longest pause.
    pretend.sender().send(Sending.FAITHFUL.delaying(OktaOrgs.GRACE.multipliedBy(5)));
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
    assertThat(event(uuids.get(0))).contains("\"cameBothWays\":true", "\"gap\":false");
    assertThat(event(uuids.get(1))).contains("\"cameBothWays\":true", "\"gap\":true");
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
    Instant nearlyDue = received.plus(OktaOrgs.GRACE).minusMillis(500);
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

  private void awaitNoCandidates() {
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> suite.probe.count("gap_candidate", "org = '" + ORG + "'") == 0);
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

  /** A delivery by the hook that was received then, and has lain in the queue since. */
  private void queue(PretendEvent event, Instant receivedAt) {
    QueuedDelivery delivery =
        new QueuedDelivery(
            UUID.randomUUID(), ORG, receivedAt, Samples.delivery(event.inDelivery()));
    suite.probe.sendToQueue(List.of(delivery));
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
}
