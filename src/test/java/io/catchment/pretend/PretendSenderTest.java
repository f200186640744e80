package io.catchment.pretend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PretendSenderTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SIGN_IN = "user.session.start";

  private final PretendOkta okta = new PretendOkta(Clock.systemUTC()).start();
  private final OktaClient client = new OktaClient(okta);
  private final PretendEvents events = new PretendEvents(7);
  private final Receiver receiver;

  PretendSenderTest() throws IOException {
    receiver = new Receiver();
  }

  @BeforeEach
  void createHook() {
    String hook = HookText.of(receiver.uri(), "s3cret", SIGN_IN, "group.user_membership.add");
    client.send("POST", "/api/v1/eventHooks", hook);
    String id = okta.hooks().all().get(0).id();
    client.send("POST", "/api/v1/eventHooks/" + id + "/lifecycle/verify", "");
  }

  @AfterEach
  void close() {
    okta.close();
    receiver.close();
  }

  @Test
  void publish_delivers_asOktaDoes() {
    Hook hook = okta.hooks().all().get(0);
    PretendEvent event = publish(SIGN_IN);

    Receiver.Call call = receiver.deliveries().get(0);
    JsonObject envelope = OktaClient.read(call.body()).asJsonObject();
    assertThat(call.headers().getFirst("Authorization")).isEqualTo("s3cret");
    assertThat(call.headers().getFirst("User-Agent"))
        .isEqualTo("Okta Hook Service v1.0.0 - " + hook.id());
    assertThat(call.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(envelope.getString("source"))
        .isEqualTo(okta.uri() + "/api/v1/eventHooks/" + hook.id());
    assertThat(envelope.getString("eventType")).isEqualTo("com.okta.event_hook");
    assertThat(envelope.getJsonObject("data").getJsonArray("events"))
        .containsExactly(OktaClient.read(event.inDelivery()));
    assertThat(okta.log().events()).contains(event);
    assertThat(okta.sender().tally()).isEqualTo(new Tally(1, 1, 1, 0, 0, 0));
  }

  @Test
  void publish_ofWhatTheHookDoesNotTake_isOnlyInTheLog() {
    PretendEvent event = publish("user.session.end");

    assertThat(receiver.deliveries()).isEmpty();
    assertThat(okta.log().events()).contains(event);
    assertThat(okta.sender().tally()).isEqualTo(new Tally(1, 0, 0, 0, 0, 0));
  }

  @Test
  void publish_forAHookThatIsUnverifiedOrInactive_isOnlyInTheLog() {
    String id = okta.hooks().all().get(0).id();
    okta.hooks().unverify(id);
    publish(SIGN_IN);
    client.send("POST", "/api/v1/eventHooks/" + id + "/lifecycle/verify", "");
    client.send("POST", "/api/v1/eventHooks/" + id + "/lifecycle/deactivate", "");
    publish(SIGN_IN);

    assertThat(receiver.deliveries()).isEmpty();
  }

  @Test
  void publish_answered5xxOnce_isTriedOnceMore() {
    receiver.answerNext(503);
    publish(SIGN_IN);

    List<Receiver.Call> deliveries = receiver.deliveries();
    assertThat(deliveries).hasSize(2);
    assertThat(deliveries.get(1).body()).isEqualTo(deliveries.get(0).body());
    assertThat(okta.sender().tally()).isEqualTo(new Tally(1, 1, 1, 0, 0, 0));
    assertThat(failures()).isEmpty();
  }

  @Test
  void publish_answered5xxTwice_isGivenUpAndRecorded() {
    receiver.answerNext(500, 502);
    PretendEvent event = publish(SIGN_IN);

    assertThat(receiver.deliveries()).hasSize(2);
    assertThat(okta.sender().tally()).isEqualTo(new Tally(1, 1, 0, 0, 1, 0));
    assertThat(okta.sender().failed()).containsExactly(event.uuid());
    assertThat(failures()).singleElement().asString().contains("FAILURE", "502");
  }

  @Test
  void publish_answered4xx_isNeverTriedAgain() {
    receiver.answerNext(429);
    publish(SIGN_IN);

    assertThat(receiver.deliveries()).hasSize(1);
    assertThat(okta.sender().tally()).isEqualTo(new Tally(1, 1, 0, 0, 1, 0));
    assertThat(failures()).hasSize(1);
  }

  @Test
  void publish_notAnsweredInThreeSeconds_isTriedOnceMore() {
    receiver.answerNext(Receiver.SILENCE);
    Instant start = Instant.now();
    publish(SIGN_IN);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(2900));
    assertThat(receiver.deliveries()).hasSize(2);
    assertThat(okta.sender().tally()).isEqualTo(new Tally(1, 1, 1, 0, 0, 0));
  }

  @Test
  void publish_withLosses_losesTheSameWithTheSameSeed() {
    Sending losing = Sending.FAITHFUL.losing(0.2).seeded(42);
    List<Integer> first = lostOf(losing);
    List<Integer> second = lostOf(losing);

    assertThat(first).hasSizeBetween(20, 60).isEqualTo(second);
    Tally tally = okta.sender().tally();
    assertThat(tally.lost()).isEqualTo(2L * first.size());
    assertThat(tally.delivered() + tally.lost()).isEqualTo(tally.subscribed()).isEqualTo(400);
    assertThat(new HashSet<>(receiver.uuids())).hasSize((int) tally.delivered());
  }

  @Test
  void publish_withBatchesDuplicatesAndDisorder_bringsEveryEvent() {
    okta.sender()
        .send(
            Sending.FAITHFUL
                .batching(10)
                .repeating(0.3)
                .delaying(Duration.ofMillis(10))
                .disordering(Duration.ofMillis(100)));
    List<String> published = IntStream.range(0, 300).mapToObj(i -> next(SIGN_IN).uuid()).toList();
    okta.sender().awaitIdle(SOON);

    Tally tally = okta.sender().tally();
    assertThat(receiver.uuids()).hasSize((int) (300 + tally.duplicates()));
    assertThat(tally.duplicates()).isPositive();
    assertThat(new HashSet<>(receiver.uuids())).isEqualTo(new HashSet<>(published));
    assertThat(receiver.uuids().subList(0, 300)).isNotEqualTo(published);
    assertThat(receiver.deliveries()).hasSizeLessThan(150);
    assertThat(receiver.deliveries())
        .anySatisfy(call -> assertThat(call.uuids()).hasSizeGreaterThan(1));
  }

  @Test
  void publish_ofASingleEventInABatch_isDeliveredWithoutCompany() {
    okta.sender().send(Sending.FAITHFUL.batching(100));
    PretendEvent event = next(SIGN_IN);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(receiver.uuids()).containsExactly(event.uuid()));
  }

  @Test
  void publish_whileOktasDoorIsClosed_isDelivered() {
    okta.stop();
    publish(SIGN_IN);

    assertThat(receiver.deliveries()).hasSize(1);
  }

  private PretendEvent publish(String eventType) {
    PretendEvent event = next(eventType);
    okta.sender().awaitIdle(SOON);
    return event;
  }

  private PretendEvent next(String eventType) {
    PretendEvent event = events.next(eventType, Instant.now());
    okta.publish(event);
    return event;
  }

  /** Which of two hundred events are lost. */
  private List<Integer> lostOf(Sending sending) {
    okta.sender().send(sending);
    List<String> published = IntStream.range(0, 200).mapToObj(i -> next(SIGN_IN).uuid()).toList();
    okta.sender().awaitIdle(SOON);
    return okta.sender().lost().stream().map(published::indexOf).filter(i -> i >= 0).toList();
  }

  private List<String> failures() {
    return okta.log().events().stream()
        .filter(event -> event.eventType().equals("event_hook.delivery"))
        .map(PretendEvent::inLog)
        .toList();
  }
}
