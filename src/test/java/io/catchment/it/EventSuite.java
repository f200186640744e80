package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown of one event, and of its way. */
abstract class EventSuite {

  private static final int SUBSCRIPTION = 40;

  private final ServerSuite suite;
  private final Probe probe;

  EventSuite(ServerSuite suite) {
    this.suite = suite;
    this.probe = suite.probe;
  }

  @Test
  void show_event_isAsItWasReceivedAndTellsItsWay() {
    String uuid = Samples.uuid();
    String event =
        Samples.event(uuid)
            .replace(
                "\"version\":\"0\"", "\"n\" : 1.50000000000000000000000000001,\"n\":\"\u00e9\"");
    String other = Samples.event(Samples.uuid());
    deliver("acme", Samples.delivery(event, other));
    suite.awaitStored(List.of(uuid));
    suite.awaitHeard(uuid);
    suite.awaitOutboxEmpty();

    HttpResponse<String> answer = show(uuid);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(answer.body()).contains("\"event\":" + event + ",");
    JsonObject shown = events(answer.body().replace("\"n\":\"\u00e9\"", "\"m\":0")).get(0);
    assertThat(shown.getString("org")).isEqualTo("acme");
    assertThat(shown.getString("origin")).isEqualTo("HOOK");
    assertThat(shown.getString("published")).isEqualTo("2026-02-03T04:05:06.789Z");
    assertThat(shown.getString("hookAt")).isEqualTo(shown.getString("receivedAt"));
    assertThat(shown.isNull("logAt")).isTrue();
    assertThat(shown.getBoolean("cameBothWays")).isFalse();
    assertThat(shown.getBoolean("gap")).isFalse();
    assertThat(shown.getJsonNumber("lagSeconds").doubleValue()).isPositive();
    JsonObject delivery = shown.getJsonObject("delivery");
    assertThat(delivery.getInt("batchSize")).isEqualTo(2);
    assertThat(Instant.parse(delivery.getString("queuedAt")))
        .isAfterOrEqualTo(Instant.parse(delivery.getString("receivedAt")))
        .isBeforeOrEqualTo(Instant.parse(delivery.getString("storedAt")));
    assertThat(delivery.getString("remoteAddress")).isEqualTo("127.0.0.1");
    assertThat(delivery.getString("source")).endsWith("/whoTest");
    assertThat(delivery.getString("oktaEventId")).isNotBlank();
    assertThat(shown.getInt("duplicates")).isZero();
    assertThat(shown.isNull("lastDuplicateAt")).isTrue();
    assertThat(state(shown, "CatchmentEvents")).isEqualTo("published");
    assertThat(publishedAt(shown, "CatchmentEvents"))
        .isAfterOrEqualTo(Instant.parse(shown.getString("storedAt")))
        .isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void show_eventThatCameAgain_tellsHowOftenAndWhen() {
    String uuid = Samples.uuid();
    deliver("acme", Samples.delivery(Samples.event(uuid)));
    suite.awaitStored(List.of(uuid));
    suite.awaitHeard(uuid);
    suite.awaitOutboxEmpty();
    Instant publishedAt = publishedAt(shown(uuid), "CatchmentEvents");

    deliver("acme", Samples.delivery(Samples.event(uuid)));
    deliver("acme", Samples.delivery(Samples.event(uuid), Samples.event(uuid)));
    deliver("open", Samples.delivery(Samples.event(uuid)));
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> assertThat(shown(uuid + "?org=acme").getInt("duplicates")).isEqualTo(2));

    JsonObject shown = shown(uuid + "?org=acme");
    assertThat(Instant.parse(shown.getString("lastDuplicateAt")))
        .isAfter(Instant.parse(shown.getString("receivedAt")))
        .isBeforeOrEqualTo(Instant.now());
    assertThat(shown.getString("hookAt")).isEqualTo(shown.getString("receivedAt"));
    assertThat(publishedAt(shown, "CatchmentEvents")).isEqualTo(publishedAt);
  }

  @Test
  void show_eventThatIsOlderThanASubscription_doesNotKnowWhetherThatWasSentIt() {
    String uuid = Samples.uuid();
    deliver("acme", Samples.delivery(Samples.event(uuid)));
    suite.awaitStored(List.of(uuid));
    suite.awaitHeard(uuid);
    suite.awaitOutboxEmpty();
    probe.update(
        "insert into subscription (id, name, destination) values (%d, 'shown', 'java:/jms/none')"
            .formatted(SUBSCRIPTION));
    try {
      JsonObject shown = shown(uuid);

      assertThat(state(shown, "shown")).isEqualTo("unknown");
      assertThat(subscription(shown, "shown").isNull("publishedAt")).isTrue();
      assertThat(state(shown, "CatchmentEvents")).isEqualTo("published");
    } finally {
      probe.update("delete from subscription where id = " + SUBSCRIPTION);
    }
  }

  @Test
  void show_eventThatASubscriptionWaitsFor_saysSo() {
    String uuid = Samples.uuid();
    // Nobody made this destination.
    probe.update(
        "insert into subscription (id, name, destination) values (%d, 'shown', 'java:/jms/none')"
            .formatted(SUBSCRIPTION));
    try {
      deliver("acme", Samples.delivery(Samples.event(uuid)));
      suite.awaitStored(List.of(uuid));
      suite.awaitHeard(uuid);

      assertThat(state(shown(uuid), "shown")).isEqualTo("waiting");
      assertThat(subscription(shown(uuid), "shown").isNull("publishedAt")).isTrue();
      // Only what has been tried is forgotten with its subscription.
      await()
          .atMost(ServerSuite.SOON)
          .until(() -> suite.logText().contains("shown cannot be published"));
    } finally {
      probe.update("delete from subscription where id = " + SUBSCRIPTION);
    }
    suite.awaitOutboxEmpty();
  }

  @Test
  void show_uuidOfTwoOrgs_showsBothOrTheOneThatIsNamed() {
    String uuid = Samples.uuid();
    String body = Samples.delivery(Samples.event(uuid));
    deliver("acme", body);
    deliver("open", body);
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(probe.storedEvents(List.of(uuid))).isEqualTo(2));

    assertThat(events(show(uuid).body()))
        .extracting(event -> event.getString("org"))
        .containsExactly("acme", "open");
    assertThat(events(show(uuid + "?org=open").body()))
        .extracting(event -> event.getString("org"))
        .containsExactly("open");
  }

  @Test
  void show_unknownUuidOrOrg_isNotFound() {
    ServerSuite.assertProblem(show(Samples.uuid()), 404);
    ServerSuite.assertProblem(show(Samples.uuid() + "?org=nobody"), 404);
  }

  @Test
  void show_whatCanBeNoOrg_isRefused() {
    for (String org : List.of("", "%00", "Acme", "a".repeat(64))) {
      ServerSuite.assertProblem(show(Samples.uuid() + "?org=" + org), 400);
    }
  }

  @Test
  void show_toStranger_isRefused() {
    ServerSuite.assertProblem(suite.okta.get("/catchment/api/events/" + Samples.uuid()), 401);
  }

  private void deliver(String org, String body) {
    assertThat(
            suite
                .okta
                .send(suite.okta.delivery(org).POST(BodyPublishers.ofString(body)))
                .statusCode())
        .isEqualTo(204);
  }

  private HttpResponse<String> show(String uuid) {
    return suite.okta.send(
        suite
            .okta
            .request("/catchment/api/events/" + uuid)
            .header("Authorization", "Bearer watch-token"));
  }

  private JsonObject shown(String uuid) {
    return events(show(uuid).body()).get(0);
  }

  private static String state(JsonObject event, String subscription) {
    return subscription(event, subscription).getString("state");
  }

  private static Instant publishedAt(JsonObject event, String subscription) {
    return Instant.parse(subscription(event, subscription).getString("publishedAt"));
  }

  private static JsonObject subscription(JsonObject event, String name) {
    return event.getJsonArray("subscriptions").getValuesAs(JsonObject.class).stream()
        .filter(s -> s.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonObject> events(String body) {
    return Json.createReader(new StringReader(body))
        .readObject()
        .getJsonArray("events")
        .getValuesAs(JsonObject.class);
  }
}
