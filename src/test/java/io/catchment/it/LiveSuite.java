package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of the live tail hear. */
abstract class LiveSuite {

  private static final String LIVE = "/catchment/api/live";
  private static final String LOGS = "/catchment/api/v1/logs";
  private static final String VIEWER = "Bearer watch-token";

  /** As many as a node takes. */
  private static final int MOST_CLIENTS = 100;

  /** A sign of life comes every 5 seconds. */
  private static final Duration BEATS = Duration.ofSeconds(20);

  private final ServerSuite suite;

  LiveSuite(ServerSuite suite) {
    this.suite = suite;
  }

  // --- New events ---

  @Test
  void live_newEvents_comeAsTheyWereReceivedWithTheirWay() {
    String type = type();
    store(List.of(event(Samples.uuid(), type)));
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
      String uuid = Samples.uuid();
      String json =
          event(uuid, type)
              .replace("{\"uuid\":", "{ \"n\" : 1.50e3,\n \"s\":\"ü\\u00fc\",\"uuid\":");
      store(List.of(json));

      stream.awaitUuids(List.of(uuid));
      LiveStream.Message message = stream.events().get(0);
      assertThat(message.id()).isNotEmpty();
      assertThat(message.data()).endsWith(",\"event\":" + json.replace('\n', ' ') + "}");
      assertThat(message.json().getString("org")).isEqualTo("acme");
      assertThat(message.json().getString("origin")).isEqualTo("HOOK");
      assertThat(message.json().getString("storedAt")).startsWith("20");
    }
  }

  @Test
  void live_filterWordsAndOrg_areKept() {
    String type = type();
    String word = "q=" + type.toUpperCase(Locale.ROOT) + "+ada%40acme";
    try (LiveStream all = open(filter(type)).awaitBegin();
        LiveStream words = open(word).awaitBegin();
        LiveStream org = open(filter(type), "org=open").awaitBegin()) {
      String robin = Samples.uuid();
      String ada = Samples.uuid();
      store(List.of(event(robin, type), Samples.event(ada, type, "ada@acme.example")));
      store(List.of(event(Samples.uuid(), type())));

      all.awaitUuids(List.of(robin, ada));
      words.awaitUuids(List.of(ada));
      assertThat(org.uuids()).isEmpty();
    }
  }

  @Test
  void live_nothingComes_isKeptAliveByComments() {
    try (LiveStream stream = open(filter(type())).awaitBegin()) {
      await().atMost(BEATS).until(() -> stream.comments().contains("still here"));
      assertThat(stream.isOver()).isFalse();
    }
  }

  @Test
  void live_nothingForThisClient_isToldHowFarItIs() {
    String type = type();
    String lastId;
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      store(List.of(event(Samples.uuid(), type())));
      await().atMost(BEATS).until(() -> stream.messages().size() > 1);
      assertThat(stream.messages().get(1).name()).isEqualTo("place");
      lastId = stream.lastId();
    }
    String uuid = Samples.uuid();
    store(List.of(event(uuid, type)));

    try (LiveStream stream = openAfter(lastId, filter(type))) {
      stream.awaitUuids(List.of(uuid));
    }
  }

  // --- Going on ---

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void live_cutOff_goesOnWithoutLoss(boolean byHeader) {
    String type = type();
    List<String> missed = new ArrayList<>();
    String lastId;
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      String seen = Samples.uuid();
      store(List.of(event(seen, type)));
      stream.awaitUuids(List.of(seen));
      lastId = stream.lastId();
    }
    for (int i = 0; i < 3; i++) {
      String uuid = Samples.uuid();
      missed.add(uuid);
      store(List.of(event(uuid, type)));
    }

    try (LiveStream stream =
        byHeader ? openAfter(lastId, filter(type)) : open(filter(type), "after=" + lastId)) {
      stream.awaitUuids(missed);
      String more = Samples.uuid();
      missed.add(more);
      store(List.of(event(more, type)));
      stream.awaitUuids(missed);
    }
  }

  @Test
  void live_beforeAnyEventCame_goesOnWhereItBegan() {
    String type = type();
    String lastId;
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      lastId = stream.lastId();
    }
    String uuid = Samples.uuid();
    store(List.of(event(uuid, type)));

    try (LiveStream stream = openAfter(lastId, filter(type))) {
      stream.awaitUuids(List.of(uuid));
    }
  }

  @Test
  void live_farBehindWhileMoreComes_hearsEachEventOnce() {
    String type = type();
    String begin;
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      begin = stream.lastId();
    }
    List<String> uuids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      uuids.addAll(storeMany(100, type));
    }

    try (LiveStream stream = openAfter(begin, filter(type))) {
      for (int i = 0; i < 20; i++) {
        uuids.addAll(storeMany(5, type));
      }
      await()
          .atMost(ServerSuite.SOON)
          .untilAsserted(() -> assertThat(stream.uuids()).hasSize(uuids.size()));
      assertThat(stream.uuids()).containsExactlyInAnyOrderElementsOf(uuids);
    }
  }

  @Test
  void live_serverKilled_endsAndGoesOn() {
    String type = type();
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      String uuid = Samples.uuid();
      store(List.of(event(uuid, type)));
      stream.awaitUuids(List.of(uuid));

      suite.server.kill();
      await().atMost(ServerSuite.SOON).until(stream::isOver);
      suite.server.restart();

      String later = Samples.uuid();
      store(List.of(event(later, type)));
      try (LiveStream next = openAfter(stream.lastId(), filter(type))) {
        next.awaitUuids(List.of(later));
      }
    }
  }

  @Test
  void live_serverStopped_endsAndGoesOn() throws IOException {
    String type = type();
    try (LiveStream stream = open(filter(type)).awaitBegin()) {
      suite.server.stop();
      await().atMost(ServerSuite.SOON).until(stream::isOver);
      suite.server.startAgain();
      suite.server.awaitReady();
      suite.server.awaitApplications();

      String uuid = Samples.uuid();
      store(List.of(event(uuid, type)));
      try (LiveStream next = openAfter(stream.lastId(), filter(type))) {
        next.awaitUuids(List.of(uuid));
      }
    }
    assertThat(suite.logText()).doesNotContain("Failed unexpectedly");
  }

  @Test
  void live_cursorOfTheLog_goesOnWhereTheLogEnded() {
    String type = type();
    store(List.of(event(Samples.uuid(), type)));
    HttpResponse<String> page = get(LOGS + "?since=2026-02-01T00:00:00Z&" + filter(type));
    assertThat(page.body()).contains(type);
    String after = next(page);
    String uuid = Samples.uuid();
    store(List.of(event(uuid, type)));

    try (LiveStream stream = open(filter(type), "after=" + after)) {
      stream.awaitUuids(List.of(uuid));
    }
  }

  // --- Slow clients ---

  /** It reads nothing, until more waits than the server keeps for it. */
  @Test
  void live_slowClient_isToldWhatItSkippedAndFindsItInTheLog() throws IOException {
    String type = type();
    String filler = "x".repeat(60_000);
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(65_536);
      slow.setSoTimeout((int) ServerSuite.SOON.toMillis());
      slow.connect(new InetSocketAddress("127.0.0.1", suite.port));
      request(slow, filter(type));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8), 64);
      assertThat(dataOf(lines, "place")).contains("after");
      List<String> uuids = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        uuids.addAll(storeMany(8, type, filler));
      }

      JsonObject skipped = json(dataOf(lines, "skipped"));

      int number = skipped.getInt("number");
      assertThat(number).isPositive().isLessThan(uuids.size());
      assertThat(inLog(type, skipped.getString("after"), number))
          .hasSize(number)
          .doesNotHaveDuplicates()
          .isSubsetOf(uuids);
    }
  }

  private void request(Socket socket, String query) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + LIVE
                    + "?"
                    + query
                    + " HTTP/1.1\r\nHost: 127.0.0.1:"
                    + suite.port
                    + "\r\nAuthorization: "
                    + VIEWER
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads to the data of the next event of a name; marks of chunks may stand between lines. */
  private static String dataOf(BufferedReader lines, String name) throws IOException {
    boolean found = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      found |= line.equals("event: " + name);
      if (found && line.startsWith("data: ")) {
        return line.substring("data: ".length());
      }
    }
    throw new IOException("The answer ended before " + name);
  }

  // --- Who is let in ---

  @Test
  void live_moreClientsThanTheNodeTakes_areRefusedUntilOneHangsUp() {
    List<LiveStream> streams = new ArrayList<>();
    try {
      await()
          .atMost(ServerSuite.SOON)
          .until(
              () -> {
                streams.add(open(filter(type())));
                return streams.get(streams.size() - 1).status() == 503;
              });
      LiveStream refused = streams.remove(streams.size() - 1);
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(streams).hasSizeBetween(MOST_CLIENTS / 2, MOST_CLIENTS);

      streams.remove(0).close();

      await()
          .atMost(ServerSuite.SOON)
          .until(
              () -> {
                try (LiveStream stream = open(filter(type()))) {
                  return stream.status() == 200;
                }
              });
    } finally {
      streams.forEach(LiveStream::close);
      awaitRoom();
    }
  }

  /** Some servers notice that a client has gone by what they send to it only. */
  private void awaitRoom() {
    await()
        .atMost(ServerSuite.SOON)
        .until(() -> Metrics.scrape(suite.okta).value("catchment_live_clients") == 0);
  }

  @Test
  void live_head_isAnsweredAtOnce() {
    HttpResponse<String> answer =
        suite.okta.send(
            suite
                .okta
                .request(LIVE)
                .header("Authorization", VIEWER)
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isBetween(200, 204);
  }

  @Test
  void live_byStrangers_isRefused() {
    ServerSuite.assertProblem(suite.okta.get(LIVE), 401);
    ServerSuite.assertProblem(
        suite.okta.send(suite.okta.request(LIVE).header("Authorization", "Bearer wrong")), 401);
  }

  @ParameterizedTest
  @CsvSource({
    "filter=eventType+is+1, At position 10",
    "org=No_Body, org must be",
    "after=abc, does not belong to this query",
  })
  void live_badParameter_isRefused(String query, String advice) {
    HttpResponse<String> answer = get(LIVE + "?" + query);

    ServerSuite.assertProblem(answer, 400);
    assertThat(answer.body()).contains(advice);
  }

  // --- Steps ---

  private static String type() {
    return "test.live." + Samples.uuid().replace("-", "").substring(0, 20);
  }

  private static String event(String uuid, String type) {
    return Samples.event(uuid, type, "robin@acme.example");
  }

  private static String filter(String type) {
    return "filter=" + URLEncoder.encode("eventType eq \"" + type + "\"", StandardCharsets.UTF_8);
  }

  private LiveStream open(String... parameters) {
    return LiveStream.open(
        suite.server.uri(LIVE + "?" + String.join("&", parameters)), "Authorization", VIEWER);
  }

  private LiveStream openAfter(String lastId, String parameter) {
    return LiveStream.open(
        suite.server.uri(LIVE + "?" + parameter), "Authorization", VIEWER, "Last-Event-ID", lastId);
  }

  private void store(List<String> events) {
    assertThat(suite.okta.deliver(Samples.delivery(events)).statusCode()).isEqualTo(204);
    suite.awaitStored(
        events.stream()
            .map(event -> event.replaceAll("(?s).*\"uuid\":\"([^\"]+)\".*", "$1"))
            .toList());
  }

  private List<String> storeMany(int number, String type) {
    return storeMany(number, type, "");
  }

  private List<String> storeMany(int number, String type, String filler) {
    List<String> uuids = Samples.uuids(number);
    store(
        IntStream.range(0, number)
            .mapToObj(i -> event(uuids.get(i), type).replace("\"0\"", "\"0" + filler + "\""))
            .toList());
    return uuids;
  }

  private HttpResponse<String> get(String path) {
    return suite.okta.send(suite.okta.request(path).header("Authorization", VIEWER));
  }

  /** So many events from there on; a page of them ends when it is large. */
  private List<String> inLog(String type, String after, int number) {
    List<String> uuids = new ArrayList<>();
    String from = after;
    boolean more = true;
    while (more && uuids.size() < number) {
      int limit = number - uuids.size();
      HttpResponse<String> page =
          get(LOGS + "?limit=" + limit + "&" + filter(type) + "&after=" + from);
      more = uuids.addAll(uuidsOf(page));
      from = next(page);
    }
    return uuids;
  }

  private static String next(HttpResponse<String> page) {
    return page.headers().allValues("Link").stream()
        .filter(link -> link.endsWith("rel=\"next\""))
        .findFirst()
        .orElseThrow()
        .replaceAll(".*after=([^>&]+)>.*", "$1");
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static List<String> uuidsOf(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(page.body()))) {
      JsonArray events = reader.readArray();
      return events.getValuesAs(JsonObject.class).stream().map(e -> e.getString("uuid")).toList();
    }
  }
}
