package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as a file. */
abstract class ExportSuite {

  private static final String EXPORT = "/catchment/api/export";
  private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
  private static final String TIME = "since=2026-02-01T00:00:00Z&until=2026-02-02T00:00:00Z";
  private static final int DELIVERY = 400;

  private final ServerSuite suite;

  ExportSuite(ServerSuite suite) {
    this.suite = suite;
  }

  @Test
  void read_ndjson_hasEachEventOnALine() {
    String type = type();
    String first = event(Samples.uuid(), type, 1);
    String second = event(Samples.uuid(), type, 2);
    store(List.of(second, first.replace("{\"uuid\":", "{ \"n\" :\r\n 1.50e3,\n\"uuid\":")));

    HttpResponse<String> answer = get(TIME + "&" + filter(type));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            first.replace("{\"uuid\":", "{ \"n\" : 1.50e3,\"uuid\":") + "\n" + second + "\n");
    assertHeader(answer, "Content-Type", "application/x-ndjson");
    assertHeader(
        answer,
        "Content-Disposition",
        "attachment; filename=\"events-20260201T000000Z-20260202T000000Z.ndjson\"");
  }

  @Test
  void read_csv_hasALineForEachEvent() {
    String type = type();
    String uuid = Samples.uuid();
    store(List.of(event(uuid, type, 1).replace("\"Kim Hr\"", "\"=HYPERLINK(1,2)\"")));

    HttpResponse<String> answer = get(TIME + "&format=csv&" + filter(type));

    assertThat(answer.body())
        .startsWith("published,org,uuid,eventType,")
        .contains(
            "\r\n2026-02-01T00:00:01Z,acme,%s,%s,INFO,SUCCESS,".formatted(uuid, type)
                + "00uactor,User,hr@acme.example,\"'=HYPERLINK(1,2)\",198.51.100.7,"
                + "AppInstance 0oaapp Mail | User 00u-robin@acme.example robin@acme.example Robin,"
                + "HOOK,")
        .endsWith("\r\n");
    assertHeader(answer, "Content-Type", "text/csv");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .containsIgnoringCase("utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "csv"})
  void read_manyEvents_areAllThereInTheirOrder(String format) {
    String type = type();
    int number = 3 * DELIVERY;
    List<String> uuids = Samples.uuids(number);
    List<String> events =
        new ArrayList<>(
            IntStream.range(0, number).mapToObj(i -> event(uuids.get(i), type, i)).toList());
    Collections.shuffle(events, new Random(number));
    for (int i = 0; i < number; i += DELIVERY) {
      store(events.subList(i, i + DELIVERY));
    }

    HttpResponse<String> answer = get(TIME + "&format=" + format + "&" + filter(type));

    List<String> lines = answer.body().lines().skip(format.equals("csv") ? 1 : 0).toList();
    assertThat(lines).hasSize(number);
    IntStream.range(0, number).forEach(i -> assertThat(lines.get(i)).contains(uuids.get(i)));
  }

  @Test
  void read_nothingFound_isAnEmptyFile() {
    assertThat(get(TIME + "&" + filter(type())).body()).isEmpty();
    assertThat(get(TIME + "&format=csv&" + filter(type())).body().lines()).hasSize(1);
  }

  /** Each of them is more than the sockets hold. */
  @Test
  void read_whileOthersAreWritten_isRefusedUntilTheyAreOver() throws IOException {
    String type = type();
    for (int i = 0; i < 4; i++) {
      store(
          Samples.uuids(25).stream()
              .map(uuid -> event(uuid, type, 1).replace("Robin", "x".repeat(200_000)))
              .toList());
    }
    String query = TIME + "&" + filter(type);
    try (InputStream first = suite.okta.stream(request(query));
        InputStream second = suite.okta.stream(request(query))) {
      assertThat(List.of(first.read(), second.read())).containsOnly((int) '{');

      HttpResponse<String> answer = get(query);

      RunningServer.assertProblem(answer, 503);
      assertHeader(answer, "Retry-After", "10");
    }
    // Their clients are gone; that is noticed by who writes.
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(get(query).statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"format=xlsx", "since=yesterday", "filter=a", "org=No_Body"})
  void read_badParameter_isAProblem(String query) {
    RunningServer.assertProblem(get(query), 400);
  }

  @Test
  void read_byStrangers_isRefused() {
    assertThat(suite.okta.get(EXPORT).statusCode()).isEqualTo(401);
  }

  private static String type() {
    return "test.export." + Samples.uuid();
  }

  private static String event(String uuid, String type, int second) {
    return Samples.event(uuid, type, "robin@acme.example")
        .replace("2026-02-03T04:05:06.789Z", BEGIN.plusSeconds(second).toString());
  }

  private void store(List<String> events) {
    assertThat(suite.okta.deliver(Samples.delivery(events)).statusCode()).isEqualTo(204);
    suite.awaitStored(
        events.stream()
            .map(event -> event.replaceAll("(?s).*\"uuid\":\"([^\"]+)\".*", "$1"))
            .toList());
  }

  private static String filter(String type) {
    return "filter=" + URLEncoder.encode("eventType eq \"" + type + "\"", StandardCharsets.UTF_8);
  }

  private static void assertHeader(HttpResponse<String> answer, String name, String value) {
    assertThat(answer.headers().firstValue(name).orElse("")).startsWith(value);
  }

  private HttpResponse<String> get(String query) {
    return suite.okta.send(request(query));
  }

  private HttpRequest.Builder request(String query) {
    return suite.okta.request(EXPORT + "?" + query).header("Authorization", "Bearer watch-token");
  }
}
