package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.pretend.Bucket;
import io.catchment.pretend.PretendEvent;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.PretendOkta;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Steps that the suites of what holds between Catchment and an Okta org share. */
abstract class OktaSuite {

  static final String ORG = OktaOrgs.ORG;
  static final String SIGNED = OktaOrgs.SIGNED;

  /** So few that a range has to wait for the next window again and again. */
  static final int TIGHT = 8;

  final OktaOrgs orgs;
  final ServerSuite suite;
  final PretendOkta pretend;
  final PretendOkta signed;
  final PretendEvents events;

  OktaSuite(OktaOrgs orgs) {
    this.orgs = orgs;
    this.suite = orgs.suite;
    this.pretend = orgs.pretend;
    this.signed = orgs.signed;
    this.events = orgs.events;
  }

  /** Waits until the log is asked once more. */
  void awaitRequest() {
    int before = pretend.rateLimit(Bucket.LOGS).requests();
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.rateLimit(Bucket.LOGS).requests() > before);
  }

  /** From now on the log has few requests for us, and we know it. */
  void tightenLog() {
    pretend.rateLimit(Bucket.LOGS).allow(TIGHT, OktaOrgs.WINDOW);
    awaitRequest();
    pretend.rateLimit(Bucket.LOGS).forgetCounts();
  }

  JsonObject register() {
    return register(PretendEvents.hookEventTypes());
  }

  /** A server that was killed may have left its turn behind, which ends by itself. */
  JsonObject register(List<String> types) {
    return register(ORG, types);
  }

  JsonObject register(String org, List<String> types) {
    HttpResponse<String> answer =
        await()
            .atMost(ServerSuite.SOON)
            .until(
                () -> operator("PUT", path(org, "hook"), wish(org, types)),
                tried -> tried.statusCode() != 503);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  String wish(String org, List<String> types) {
    return "{\"uri\":\"%s\",\"events\":[%s]}"
        .formatted(
            suite.server.uri("/catchment/hooks/" + org),
            types.stream().map(type -> '"' + type + '"').collect(Collectors.joining(",")));
  }

  List<String> publish(int number) {
    return publish(pretend, number);
  }

  List<String> publish(PretendOkta okta, int number) {
    return publishEvents(okta, number).stream().map(PretendEvent::uuid).toList();
  }

  List<PretendEvent> publishEvents(PretendOkta okta, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> events.next(eventType(i), Instant.now()))
        .peek(okta::publish)
        .toList();
  }

  static String eventType(int i) {
    List<String> types = PretendEvents.hookEventTypes();
    return types.get(i % types.size());
  }

  void awaitOnce(List<String> uuids) {
    suite.awaitStored(uuids);
  }

  /** Lets the log have events of these times; the uuids of those that the hook subscribes to. */
  List<String> storeBetween(Instant since, Instant until, int number) {
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
  String startRange(Instant since, Instant until) {
    HttpResponse<String> answer =
        operator(
            "POST",
            path("reconciliation"),
            "{\"since\":\"" + since + "\",\"until\":\"" + until + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return path("reconciliation") + "/" + json(answer).getString("id");
  }

  JsonObject status() {
    return status(ORG);
  }

  JsonObject status(String org) {
    return json(viewer(path(org, "reconciliation")));
  }

  long recovered(String org) {
    return status(org).getJsonNumber("recovered").longValue();
  }

  long count(String what, List<String> uuids) {
    return suite.probe.count("event", what + " and uuid in " + list(uuids));
  }

  static String list(List<String> uuids) {
    return uuids.stream().collect(Collectors.joining("','", "('", "')"));
  }

  static String path(String what) {
    return path(ORG, what);
  }

  static String path(String org, String what) {
    return "/catchment/api/orgs/" + org + "/" + what;
  }

  HttpResponse<String> operator(String method, String path, String body) {
    return call(method, path, body, "run-token");
  }

  /** What is shown of an event. */
  String event(String uuid) {
    return viewer("/catchment/api/events/" + uuid).body();
  }

  HttpResponse<String> viewer(String path) {
    return call("GET", path, "", "watch-token");
  }

  HttpResponse<String> call(String method, String path, String body, String token) {
    return suite.okta.send(
        suite
            .okta
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
