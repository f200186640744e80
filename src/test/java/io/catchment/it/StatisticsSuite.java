package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many events there are. */
abstract class StatisticsSuite {

  private static final String STATISTICS = "/catchment/api/statistics";
  private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
  private static final String TIME =
      "since=2026-02-01T00:00:00Z&until=2026-02-01T00:20:00Z&interval=PT10M";

  private final ServerSuite suite;

  StatisticsSuite(ServerSuite suite) {
    this.suite = suite;
  }

  /** By a column, by the text of the events, and by both. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventType eq \"%s\"",
        "debugContext.debugData.of eq \"%s\"",
        "eventType eq \"%s\" and not (debugContext.debugData.of eq \"nobody\")",
      })
  void read_byAMember_countsOverTimeAndByValue(String filter) {
    String type = type();
    store(type, 0, "SUCCESS");
    store(type, 599, "FAILURE");
    store(type, 600, "SUCCESS");
    store(type, 601, null);

    JsonObject statistic = read(TIME + "&by=outcome&limit=2&" + filter(filter.formatted(type)));

    assertThat(statistic.getInt("total")).isEqualTo(4);
    assertThat(statistic.getString("interval")).isEqualTo("PT10M");
    assertThat(statistic.getJsonArray("buckets"))
        .hasToString(
            "[{\"at\":\"2026-02-01T00:00:00Z\",\"count\":2},"
                + "{\"at\":\"2026-02-01T00:10:00Z\",\"count\":2}]");
    assertThat(statistic.getJsonArray("top").getJsonObject(0))
        .hasToString("{\"value\":\"SUCCESS\",\"count\":2,\"counts\":[1,1]}");
    assertThat(statistic.getJsonArray("top")).hasSize(2);
    assertThat(statistic.getJsonObject("other").getInt("count")).isEqualTo(1);
  }

  @Test
  void read_byTarget_countsOnceForEach() {
    String type = type();
    store(type, 1, "SUCCESS");
    store(type, 2, "SUCCESS");

    JsonObject statistic = read(TIME + "&by=target&" + filter("eventType eq \"" + type + "\""));

    assertThat(statistic.getInt("total")).isEqualTo(2);
    assertThat(values(statistic)).containsExactly("00u-robin@acme.example", "0oaapp");
    JsonObject app = statistic.getJsonArray("top").getJsonObject(1);
    assertThat(app.getInt("count")).isEqualTo(2);
    assertThat(app.getString("alternateId")).isEqualTo("Mail");
  }

  @ParameterizedTest
  @CsvSource({
    "type, the type",
    "severity, INFO",
    "outcome, SUCCESS",
    "actor, 00uactor",
    "origin, HOOK",
    "org, acme"
  })
  void read_byEach_hasItsValue(String by, String value) {
    String type = type();
    store(type, 1, "SUCCESS");

    JsonObject statistic = read(TIME + "&by=" + by + "&" + filter("eventType eq \"" + type + "\""));

    assertThat(values(statistic)).containsExactly(by.equals("type") ? type : value);
  }

  @Test
  void read_noParameters_isTheLastSevenDays() {
    JsonObject statistic = read("");

    assertThat(statistic.getString("interval")).isEqualTo("PT1H");
    assertThat(statistic.getJsonArray("buckets")).hasSize(168);
  }

  @ParameterizedTest
  @ValueSource(strings = {"by=colour", "interval=1", "filter=a", "limit=1000", "org=No_Body"})
  void read_badParameter_isAProblem(String query) {
    RunningServer.assertProblem(get(query), 400);
  }

  @Test
  void read_byStrangers_isRefused() {
    assertThat(suite.okta.get(STATISTICS).statusCode()).isEqualTo(401);
  }

  private static String type() {
    return "test.statistics." + Samples.uuid();
  }

  private void store(String type, int second, String outcome) {
    String uuid = Samples.uuid();
    String event =
        Samples.event(uuid, type, "robin@acme.example")
            .replace("2026-02-03T04:05:06.789Z", BEGIN.plusSeconds(second).toString())
            .replace("\"SUCCESS\"", outcome == null ? "null" : "\"" + outcome + "\"")
            .replace(
                "{\"uuid\":",
                "{\"debugContext\":{\"debugData\":{\"of\":\"" + type + "\"}},\"uuid\":");
    suite.assertTaken(event);
    suite.awaitStored(List.of(uuid));
  }

  private static String filter(String filter) {
    return "filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  private JsonObject read(String query) {
    HttpResponse<String> answer = get(query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private static List<String> values(JsonObject statistic) {
    JsonArray top = statistic.getJsonArray("top");
    List<String> values = new ArrayList<>();
    for (JsonObject value : top.getValuesAs(JsonObject.class)) {
      JsonValue name = value.get("value");
      values.add(name instanceof JsonString string ? string.getString() : null);
    }
    return values;
  }

  private HttpResponse<String> get(String query) {
    return suite.okta.send(
        suite.okta.request(STATISTICS + "?" + query).header("Authorization", "Bearer watch-token"));
  }
}
