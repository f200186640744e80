package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators can do about dead letters. */
abstract class DeadLetterSuite {

  /** An org of the tests whose dead letters nobody else makes. */
  private static final String ORG = "extra";

  private final ServerSuite suite;
  private final Probe probe;

  DeadLetterSuite(ServerSuite suite) {
    this.suite = suite;
    this.probe = suite.probe;
  }

  @Test
  void list_many_goesThroughAllLatestFirst() {
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      kept.add(0, keep(("no JSON " + Samples.uuid()).getBytes(StandardCharsets.UTF_8)));
    }

    List<Long> seen = new ArrayList<>();
    String path = "/catchment/api/dead-letters?limit=2&org=" + ORG;
    while (path != null && !seen.containsAll(kept)) {
      JsonObject page = json(get(path));
      List<JsonObject> letters = page.getJsonArray("deadLetters").getValuesAs(JsonObject.class);
      assertThat(letters).hasSizeBetween(1, 2);
      assertThat(letters).allSatisfy(l -> assertThat(l.getString("org")).isEqualTo(ORG));
      letters.forEach(letter -> seen.add(letter.getJsonNumber("id").longValue()));
      path = next(page);
    }

    assertThat(seen).startsWith(kept.toArray(Long[]::new)).doesNotHaveDuplicates();
  }

  @Test
  void list_oddParameters_saysWhatIsWrong() {
    for (String parameter :
        List.of("limit=0", "limit=101", "limit=x", "after=x", "after=-1", "org=%00", "org=A")) {
      ServerSuite.assertProblem(get("/catchment/api/dead-letters?" + parameter), 400);
    }
  }

  @Test
  void show_element_tellsWhereItStoodAndWhatItIs() {
    String mark = Samples.uuid();
    String good = Samples.uuid();
    String element = "{\"mark\":\"" + mark + "\"}";
    deliver(Samples.delivery(Samples.event(good), element).getBytes(StandardCharsets.UTF_8), 204);
    long id = awaitKept(element.getBytes(StandardCharsets.UTF_8));

    JsonObject letter = json(get(path(id)));

    assertThat(letter.getBoolean("whole")).isFalse();
    assertThat(letter.getInt("position")).isEqualTo(1);
    assertThat(letter.getString("reason")).isEqualTo("The event has no uuid.");
    assertThat(letter.getString("beginning")).isEqualTo(element);
    assertThat(letter.getInt("size")).isEqualTo(element.length());
    assertThat(letter.getString("deliveryId"))
        .isEqualTo(probe.event(good).getString("delivery_id"));
  }

  /** One of them goes on beyond what is shown, and has a character across that end. */
  @Test
  void body_anyBytes_areThoseThatWereSent() {
    byte[] noText = (Samples.uuid() + "<script>\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    String longText = Samples.uuid() + "\u20ac".repeat(2_000);
    long id = keep(noText);
    long longId = keep(longText.getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> answer = get(path(id) + "/body");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(d -> assertThat(d).startsWith("attachment"));
    assertThat(bytes(path(id) + "/body")).isEqualTo(noText);
    assertThat(json(get(path(id))).isNull("beginning")).isTrue();
    assertThat(bytes(path(longId) + "/body")).isEqualTo(longText.getBytes(StandardCharsets.UTF_8));
    assertThat(longText).startsWith(json(get(path(longId))).getString("beginning"));
  }

  /** As an older version would have left it, that could not read such an event. */
  @Test
  void retry_elementThatCanBeReadNow_isStoredAndPublishedAndGone() throws IOException {
    String uuid = Samples.uuid();
    String element = "{\"mark\":\"" + uuid + "\"}";
    deliver(Samples.delivery(element).getBytes(StandardCharsets.UTF_8), 204);
    long id = awaitKept(element.getBytes(StandardCharsets.UTF_8));
    probe.update("update dead_letter set body = '" + Samples.event(uuid) + "' where id = " + id);

    HttpResponse<String> answer = operator("POST", path(id) + "/retry");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"stored\":1,\"duplicates\":0,\"deadLetters\":0}");
    suite.awaitHeard(uuid);
    JsonObject event = probe.event(uuid);
    assertThat(event.getString("org")).isEqualTo(ORG);
    assertThat(event.getString("hook_at")).isEqualTo(event.getString("received_at"));
    ServerSuite.assertProblem(operator("POST", path(id) + "/retry"), 404);
    ServerSuite.assertProblem(get(path(id)), 404);
    assertThat(logged("token:run retried dead letter " + id + ":")).isEqualTo(1);
    assertThat(logged("for org " + ORG + ", kept because: The event has no uuid.")).isPositive();
  }

  @Test
  void retry_deliveryThatBrokeARuleOfTheTables_isStoredOnceTheRuleIsGone() {
    String type = "mended." + Samples.uuid();
    String uuid = Samples.uuid();
    String body = Samples.delivery(Samples.event(uuid, type, "robin@acme.example"), "7");
    QueuedDelivery delivery = new QueuedDelivery(Instant.now().minus(Duration.ofHours(2)), body);
    probe.update("alter table event add constraint mended check (event_type <> '" + type + "')");
    long id;
    try {
      probe.sendToQueue(List.of(delivery));
      id = awaitKept(body.getBytes(StandardCharsets.UTF_8));

      HttpResponse<String> answer = operator("POST", path(id) + "/retry");
      ServerSuite.assertProblem(answer, 422);
      assertThat(answer.body()).contains("It could not be stored: SQLSTATE 23");
      assertThat(probe.storedEvents(List.of(uuid))).isZero();
    } finally {
      probe.update("alter table event drop constraint mended");
    }

    assertThat(operator("POST", path(id) + "/retry").body())
        .isEqualTo("{\"stored\":1,\"duplicates\":0,\"deadLetters\":1}");

    suite.awaitHeard(uuid);
    assertThat(probe.deadLetters("delivery_id = '" + delivery.id() + "'"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.getString("position")).isEqualTo("1"));
    assertThat(probe.count("delivery", "id = '" + delivery.id() + "' and batch_size = 2")).isOne();
  }

  @Test
  void retry_whatIsStillNoEvent_staysAndSaysWhy() throws IOException {
    byte[] body = ("no JSON " + Samples.uuid()).getBytes(StandardCharsets.UTF_8);
    long id = keep(body);

    HttpResponse<String> answer = operator("POST", path(id) + "/retry");

    ServerSuite.assertProblem(answer, 422);
    assertThat(answer.body()).contains("The body is not JSON");
    assertThat(json(get(path(id))).getString("reason")).startsWith("The body is not JSON");
    assertThat(bytes(path(id) + "/body")).isEqualTo(body);
    assertThat(logged("token:run retried dead letter " + id + ": It stays")).isEqualTo(1);
  }

  @Test
  void delete_once_isGoneAndLogged() throws IOException {
    long id = keep(("no JSON " + Samples.uuid()).getBytes(StandardCharsets.UTF_8));
    String series = "catchment_dead_letters_removed_total{by=\"deletion\",org=\"" + ORG + "\"}";
    double before = Metrics.scrape(suite.okta).value(series);

    assertThat(operator("DELETE", path(id)).statusCode()).isEqualTo(204);

    ServerSuite.assertProblem(operator("DELETE", path(id)), 404);
    ServerSuite.assertProblem(get(path(id) + "/body"), 404);
    assertThat(probe.count("dead_letter", "id = " + id)).isZero();
    assertThat(logged("token:run deleted dead letter " + id + ":")).isEqualTo(1);
    assertThat(Metrics.scrape(suite.okta).value(series)).isEqualTo(before + 1);
  }

  @Test
  void change_byViewer_isRefused() {
    long id = keep(("no JSON " + Samples.uuid()).getBytes(StandardCharsets.UTF_8));

    ServerSuite.assertProblem(call("POST", path(id) + "/retry", "watch-token"), 403);
    ServerSuite.assertProblem(call("DELETE", path(id), "watch-token"), 403);
    ServerSuite.assertProblem(suite.okta.get(path(id)), 401);

    assertThat(get(path(id)).statusCode()).isEqualTo(200);
  }

  @Test
  void call_unknownId_isNotFound() {
    for (String id : List.of("x", "-1", "999999999999999999", "1".repeat(40))) {
      String path = "/catchment/api/dead-letters/" + id;
      ServerSuite.assertProblem(get(path), 404);
      ServerSuite.assertProblem(get(path + "/body"), 404);
      ServerSuite.assertProblem(operator("POST", path + "/retry"), 404);
      ServerSuite.assertProblem(operator("DELETE", path), 404);
    }
  }

  // --- Steps ---

  /** Delivers what is no delivery; the id of the dead letter. */
  private long keep(byte[] body) {
    deliver(body, 400);
    return awaitKept(body);
  }

  private void deliver(byte[] body, int status) {
    HttpResponse<String> answer =
        suite.okta.send(
            suite
                .okta
                .delivery(ORG)
                .header("X-Stage", "production")
                .header("X-Team", "identity")
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  /** The id of the dead letter with these bytes, which no other has. */
  private long awaitKept(byte[] bytes) {
    return await()
        .atMost(ServerSuite.SOON)
        .until(() -> idsWith(bytes), ids -> ids.size() == 1)
        .get(0);
  }

  private List<Long> idsWith(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return probe.deadLetters("octet_length(body) = " + bytes.length).stream()
        .filter(letter -> letter.getString("body").equals(base64))
        .map(letter -> Long.valueOf(letter.getString("id")))
        .toList();
  }

  private byte[] bytes(String path) {
    return suite.okta.bytes(suite.okta.request(path).header("Authorization", "Bearer watch-token"));
  }

  private long logged(String text) throws IOException {
    return suite.logText().lines().filter(line -> line.contains(text)).count();
  }

  private HttpResponse<String> get(String path) {
    return call("GET", path, "watch-token");
  }

  private HttpResponse<String> operator(String method, String path) {
    return call(method, path, "run-token");
  }

  private HttpResponse<String> call(String method, String path, String token) {
    return suite.okta.send(
        suite
            .okta
            .request(path)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody()));
  }

  private static String path(long id) {
    return "/catchment/api/dead-letters/" + id;
  }

  /** The path of the next page; null if this is the last. */
  private static String next(JsonObject page) {
    if (!page.containsKey("next")) {
      return null;
    }
    URI next = URI.create(page.getString("next"));
    return next.getRawPath() + "?" + next.getRawQuery();
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
