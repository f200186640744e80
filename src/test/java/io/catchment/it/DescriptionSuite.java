package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.catchment.api.DescribedOperation;
import io.catchment.api.Description;
import io.catchment.api.Schemas;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the API says what servers answer. */
abstract class DescriptionSuite extends OktaSuite {

  private static final Description DESCRIPTION = Description.shipped();
  private static final Schemas SCHEMAS = new Schemas(DESCRIPTION);
  private static final String APPLICATION = "/catchment";

  /** An org whose secret no test changes, and which has no access to Okta. */
  private static final String OTHER_ORG = "acme";

  private static final String JSON = "application/json";

  /** Where the description of Okta's own API is, if there is one. */
  private static final String OKTAS = "okta.description";

  DescriptionSuite(OktaOrgs orgs) {
    super(orgs);
  }

  // --- Answers ---

  @Test
  void get_everyAddress_isAnsweredAsDescribed() {
    Map<String, String> things = things();

    for (DescribedOperation operation : gets()) {
      assertDescribed(operation, 200, get(operation, address(operation, things)));
    }
  }

  /** All at once, but for where to go on: that is another query's. */
  @Test
  void get_withTheExamplesOfItsParameters_isTaken() {
    Map<String, String> things = things();

    for (DescribedOperation operation : gets()) {
      String query = examples(operation);
      if (!query.isEmpty()) {
        String address = address(operation, things) + "?" + query;
        assertDescribed(operation, 200, get(operation, address));
      }
    }
  }

  @Test
  void follow_newEvents_isAnsweredAsDescribed() {
    DescribedOperation operation = operation("GET /api/live");
    URI address = suite.server.uri(APPLICATION + operation.path() + "?dialect=log");
    try (LiveStream stream = LiveStream.open(address, "Authorization", "Bearer watch-token")) {
      stream.awaitBegin();
      deliver(Samples.delivery(Samples.event(Samples.uuid())));
      await().atMost(ServerSuite.SOON).until(() -> !stream.events().isEmpty());

      assertThat(stream.status()).isEqualTo(200);
      JsonObject described = operation.responses().get("200");
      for (String header : described.getJsonObject("headers").keySet()) {
        assertThat(stream.header(header)).as(header).isNotEmpty();
      }
      for (LiveStream.Message message : stream.messages()) {
        assertThat(SCHEMAS.differences(dataSchema(described, message.name()), message.data()))
            .as(message.data())
            .isEmpty();
      }
    }
  }

  private static JsonObject dataSchema(JsonObject described, String message) {
    return described
        .getJsonObject("content")
        .getJsonObject("text/event-stream")
        .getJsonObject("x-data")
        .getJsonObject(message);
  }

  @Test
  void head_live_isAnsweredAsDescribed() {
    HttpResponse<String> answer = call("HEAD", APPLICATION + "/api/live", "", "watch-token");

    assertDescribed(operation("HEAD /api/live"), 200, answer);
  }

  @Test
  void head_export_isAnsweredAsDescribed() {
    DescribedOperation operation = operation("HEAD /api/export");
    String address = APPLICATION + operation.path() + "?format=csv";

    HttpResponse<String> answer = call("HEAD", address, "", "watch-token");

    assertDescribed(operation, 200, answer);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("csv");
  }

  @Test
  void export_eitherFormat_isAnsweredAsDescribed() {
    DescribedOperation operation = operation("GET /api/export");
    String address = APPLICATION + operation.path() + "?format=";

    for (String format : List.of("ndjson", "csv")) {
      HttpResponse<String> answer = viewer(address + format);

      assertDescribed(operation, 200, answer);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains(format);
    }
  }

  @Test
  void start_range_isAnsweredAsDescribed() {
    HttpResponse<String> answer = startRange();

    assertDescribed(operation("POST /api/orgs/{org}/reconciliation"), 202, answer);
    String run = "/" + json(answer).getString("id");
    assertDescribed(
        operation("DELETE /api/orgs/{org}/reconciliation/{run}"),
        200,
        operator("DELETE", path("reconciliation") + run, ""));
  }

  @Test
  void register_hook_isAnsweredAsDescribed() {
    register();

    HttpResponse<String> answer = operator("PUT", path("hook"), wish(ORG, List.of(eventType(0))));

    // Whoever watches the hook may be at it.
    int status = answer.statusCode() == 503 ? 503 : 200;
    assertDescribed(operation("PUT /api/orgs/{org}/hook"), status, answer);
  }

  @Test
  void retryAndDelete_deadLetter_areAnsweredAsDescribed() {
    String address = APPLICATION + "/api/dead-letters/" + things().get("id");

    HttpResponse<String> retried = operator("POST", address + "/retry", "");
    HttpResponse<String> deleted = operator("DELETE", address, "");

    assertDescribed(operation("POST /api/dead-letters/{id}/retry"), 422, retried);
    assertDescribed(operation("DELETE /api/dead-letters/{id}"), 204, deleted);
  }

  @Test
  void receive_delivery_isAnsweredAsDescribed() {
    DescribedOperation operation = operation("POST /hooks/{org}");
    HttpRequest.Builder request = suite.okta.delivery(OTHER_ORG);
    HttpRequest.Builder inText =
        suite
            .okta
            .hook(OTHER_ORG)
            .header("Authorization", Okta.SECRET)
            .header("Content-Type", "text/plain");
    String body = Samples.delivery(Samples.event(Samples.uuid()));

    assertDescribed(operation, 204, send(request, body));
    assertDescribed(operation, 400, send(request, "{}"));
    assertDescribed(operation, 401, send(suite.okta.hook(OTHER_ORG), body));
    assertDescribed(operation, 403, send(suite.okta.delivery("fenced"), body));
    assertDescribed(operation, 415, send(inText, body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String body) {
    return suite.okta.send(request.copy().POST(BodyPublishers.ofString(body)));
  }

  // --- Refusals ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /api/v1/logs|/api/v1/logs?limit=1001|400",
        "GET /api/v1/logs|/api/v1/logs?filter=eventType|400",
        "GET /api/statistics|/api/statistics?by=colour|400",
        "GET /api/export|/api/export?format=xlsx|400",
        "GET /api/live|/api/live?filter=eventType|400",
        "GET /api/events/{uuid}|/api/events/nobody|404",
        "GET /api/events/{uuid}|/api/events/nobody?org=Acme|400",
        "GET /api/dead-letters|/api/dead-letters?org=Acme|400",
        "GET /api/dead-letters|/api/dead-letters?limit=0|400",
        "GET /api/dead-letters/{id}|/api/dead-letters/0|404",
        "GET /api/dead-letters/{id}/body|/api/dead-letters/0/body|404",
        "POST /api/dead-letters/{id}/retry|/api/dead-letters/0/retry|404",
        "DELETE /api/dead-letters/{id}|/api/dead-letters/0|404",
        "GET /api/orgs/{org}/hook|/api/orgs/nobody/hook|404",
        "GET /api/orgs/{org}/hook|/api/orgs/acme/hook|409",
        "PUT /api/orgs/{org}/hook|/api/orgs/nobody/hook|404",
        "PUT /api/orgs/{org}/hook|/api/orgs/acme/hook|409",
        "PUT /api/orgs/{org}/hook|/api/orgs/synced/hook|400",
        "DELETE /api/orgs/{org}/hook|/api/orgs/acme/hook|409",
        "GET /api/orgs/{org}/reconciliation|/api/orgs/nobody/reconciliation|404",
        "GET /api/orgs/{org}/reconciliation|/api/orgs/acme/reconciliation|409",
        "POST /api/orgs/{org}/reconciliation|/api/orgs/acme/reconciliation|409",
        "POST /api/orgs/{org}/reconciliation|/api/orgs/synced/reconciliation|400",
        "GET /api/orgs/{org}/reconciliation/{run}|/api/orgs/synced/reconciliation/x|404",
        "DELETE /api/orgs/{org}/reconciliation/{run}|/api/orgs/synced/reconciliation/x|404",
      })
  void call_thatCannotBeMet_isRefusedAsDescribed(String name, String address, int status) {
    DescribedOperation operation = operation(name);
    String body = takesBody(operation) ? "{}" : "";

    assertDescribed(operation, status, operator(operation.method(), APPLICATION + address, body));
  }

  @Test
  void call_byStrangers_isRefusedAsDescribed() {
    for (DescribedOperation operation : guarded()) {
      HttpResponse<String> answer = suite.okta.send(request(operation));

      assertDescribed(operation, 401, answer);
    }
  }

  @Test
  void call_byUserWithoutRole_isRefusedAsDescribed() {
    String nina =
        Base64.getEncoder().encodeToString("nina:Ni-password1".getBytes(StandardCharsets.UTF_8));
    for (DescribedOperation operation : guarded()) {
      HttpRequest.Builder request = request(operation).header("Authorization", "Basic " + nina);

      assertDescribed(operation, 403, suite.okta.send(request));
    }
  }

  @Test
  void change_byViewer_isRefusedAsDescribed() {
    for (DescribedOperation operation : guarded()) {
      if (!operation.reads()) {
        HttpRequest.Builder request =
            request(operation).header("Authorization", "Bearer watch-token");

        assertDescribed(operation, 403, suite.okta.send(request));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT /api/orgs/{org}/hook", "POST /api/orgs/{org}/reconciliation"})
  void change_inAnotherMediaType_isRefusedAsDescribed(String name) {
    DescribedOperation operation = operation(name);
    HttpRequest.Builder request =
        suite
            .okta
            .request(APPLICATION + operation.path().replace("{org}", ORG))
            .header("Authorization", "Bearer run-token")
            .header("Content-Type", "text/plain")
            .method(operation.method(), BodyPublishers.ofString("{}"));

    assertDescribed(operation, 415, suite.okta.send(request));
  }

  // --- The description itself ---

  @Test
  void description_isTheOneThatIsShipped() {
    HttpResponse<String> answer = viewer(APPLICATION + "/api/openapi.json");

    assertThat(json(answer)).isEqualTo(DESCRIPTION.root());
  }

  @Test
  void description_toWhoHasIt_isNotSentAgain() {
    String address = APPLICATION + "/api/openapi.json";
    HttpResponse<String> first = viewer(address);
    HttpRequest.Builder again =
        suite.okta.request(address).header("Authorization", "Bearer watch-token");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> unchanged = suite.okta.send(again.copy().header("If-None-Match", tag));
    HttpResponse<String> changed =
        suite.okta.send(again.copy().header("If-None-Match", "\"another\""));

    assertDescribed(operation("GET /api/openapi.json"), 304, unchanged);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.headers().firstValue("ETag")).hasValue(tag);
    assertThat(changed.body()).isEqualTo(first.body());
  }

  // --- Okta's description ---

  /** Only if there is one here: {@code -Dokta.description=<file>}. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&dialect=log"})
  void logs_fitOktasOwnDescription(String dialect) throws IOException {
    String oktas = oktasDescription();
    String type = "test.described." + Samples.uuid();
    List<String> uuids = Samples.uuids(3);
    deliver(
        Samples.delivery(
            uuids.stream().map(u -> Samples.event(u, type, "robin@acme.example")).toList()));
    suite.awaitStored(uuids);

    String filter = URLEncoder.encode("eventType eq \"" + type + "\"", StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        viewer(APPLICATION + "/api/v1/logs?since=2026-01-01T00:00:00Z&filter=" + filter + dialect);

    List<JsonValue> found = Json.createReader(new StringReader(answer.body())).readArray();
    assertThat(found)
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(
                        Schemas.differences(
                            oktas, "/components/schemas/LogEvent", event.toString()))
                    .isEmpty());
  }

  @Test
  void refusals_fitOktasOwnDescription() throws IOException {
    String oktas = oktasDescription();

    for (String query : List.of("limit=x", "filter=x", "q=1+2+3+4+5+6+7+8+9+10+11")) {
      String error = viewer(APPLICATION + "/api/v1/logs?" + query).body();

      assertThat(Schemas.differences(oktas, "/components/schemas/Error", error)).isEmpty();
    }
  }

  private static String oktasDescription() throws IOException {
    Path file = Path.of(System.getProperty(OKTAS, ""));
    assumeTrue(Files.isRegularFile(file), OKTAS + " names no file");
    return Files.readString(file);
  }

  // --- Steps ---

  /** One of everything that has an address of its own, by the name of the parameter. */
  private Map<String, String> things() {
    register();
    String uuid = Samples.uuid();
    deliver(Samples.delivery(Samples.event(uuid), "1"));
    suite.awaitStored(List.of(uuid));
    HttpResponse<String> letters = viewer(APPLICATION + "/api/dead-letters?org=" + OTHER_ORG);
    JsonObject letter = json(letters).getJsonArray("deadLetters").getJsonObject(0);
    return Map.of(
        "uuid", uuid,
        "id", letter.get("id").toString(),
        "run", json(startRange()).getString("id"));
  }

  private void deliver(String body) {
    assertThat(send(suite.okta.delivery(OTHER_ORG), body).statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> startRange() {
    Instant until = Instant.now().minus(Duration.ofHours(1));
    return operator(
        "POST",
        path("reconciliation"),
        "{\"since\":\"%s\",\"until\":\"%s\"}".formatted(until.minusSeconds(60), until));
  }

  private HttpResponse<String> get(DescribedOperation operation, String address) {
    return isHook(operation) ? suite.verify(OTHER_ORG, "a challenge") : viewer(address);
  }

  private static String address(DescribedOperation operation, Map<String, String> things) {
    String address = operation.path().replace("{org}", isHook(operation) ? OTHER_ORG : ORG);
    for (Map.Entry<String, String> thing : things.entrySet()) {
      address = address.replace("{" + thing.getKey() + "}", thing.getValue());
    }
    return APPLICATION + address;
  }

  private static String examples(DescribedOperation operation) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.getString("in").equals("query"))
        .filter(parameter -> !parameter.getString("name").equals("after"))
        .flatMap(
            parameter -> values(parameter).map(v -> parameter.getString("name") + "=" + example(v)))
        .collect(Collectors.joining("&"));
  }

  /** Those of a list are given one by one. */
  private static Stream<JsonValue> values(JsonObject parameter) {
    JsonValue example = parameter.get("example");
    return example instanceof JsonArray array ? array.stream() : Stream.of(example);
  }

  private static String example(JsonValue example) {
    String text = example instanceof JsonString string ? string.getString() : example.toString();
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** With something for each parameter, for those who do not get that far. */
  private HttpRequest.Builder request(DescribedOperation operation) {
    return suite
        .okta
        .request(APPLICATION + operation.path().replaceAll("\\{[a-z]+}", "x"))
        .method(operation.method(), BodyPublishers.noBody());
  }

  /** Those whose answers end. */
  private static List<DescribedOperation> gets() {
    return DESCRIPTION.operations().stream()
        .filter(operation -> operation.method().equals("GET") && !operation.streams())
        .toList();
  }

  private static List<DescribedOperation> guarded() {
    return DESCRIPTION.operations().stream()
        .filter(operation -> !operation.hasSecurityOfItsOwn())
        .toList();
  }

  private static DescribedOperation operation(String name) {
    return DESCRIPTION.operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isHook(DescribedOperation operation) {
    return operation.path().startsWith("/hooks/");
  }

  private static boolean takesBody(DescribedOperation operation) {
    return operation.json().containsKey("requestBody");
  }

  private static void assertDescribed(
      DescribedOperation operation, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(status);
    JsonObject described = operation.responses().get(Integer.toString(status));
    assertThat(described).as(operation + " " + status).isNotNull();
    described
        .getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .keySet()
        .forEach(
            header ->
                assertThat(answer.headers().firstValue(header)).as(operation + header).isPresent());
    if (described.containsKey("content") && !operation.method().equals("HEAD")) {
      assertContent(operation, answer);
    }
  }

  private static void assertContent(DescribedOperation operation, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(" *;.*", "");
    assertThat(operation.findSchema(answer.statusCode(), type)).as(operation + type).isPresent();
    if (type.equals(JSON) || type.endsWith("+json")) {
      JsonObject schema = operation.findSchema(answer.statusCode(), type).orElseThrow();
      assertThat(SCHEMAS.differences(schema, answer.body()))
          .as("%s: %s", operation, answer.body())
          .isEmpty();
    }
  }
}
