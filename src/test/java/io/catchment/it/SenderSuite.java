package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What also holds on every server when senders are slow, silent or greedy: the others are answered
 * inside the three seconds that Okta waits, and the server lives on with the heap that it has.
 */
abstract class SenderSuite extends ServerSuite {

  /** After that Okta hangs up. */
  static final Duration OKTA_WAITS = Duration.ofSeconds(3);

  /** When a server has ended every connection on which no request becomes complete. */
  private static final Duration CUT = Duration.ofSeconds(20);

  private static final int MANY = 200;

  /** More than some deliveries together have, and nearly what one may have. */
  private static final int LARGE = 8 * 1024 * 1024 - 8 * 1024;

  SenderSuite(String serverName, int port) {
    super(serverName, port);
  }

  // --- Slow ---

  @Test
  void deliver_amongTrickledHeaders_isAnsweredInTime() throws IOException {
    try (SlowSenders slow = start(MANY, "POST /catchment/hooks/acme HTTP/1.1\r\nX-Slow: ", "a")) {
      assertDeliveriesAreAnsweredInTime();
      if (server.cutsTrickledHeaders()) {
        awaitEndOf(slow);
      }
    }
  }

  @Test
  void deliver_amongTrickledBodies_isAnsweredInTime() throws IOException {
    assumeBodiesAreReadWithoutAThread();
    String head = head("acme", Okta.SECRET);
    try (SlowSenders declared = start(MANY, head + "Content-Length: 1000\r\n\r\n{", " ");
        SlowSenders chunked =
            start(MANY, head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n");
        SlowSenders silent = start(MANY, head + "Content-Length: 1000\r\n\r\n{", "")) {
      assertDeliveriesAreAnsweredInTime();
      awaitEndOf(declared);
      awaitEndOf(chunked);
      awaitEndOf(silent);
      awaitAnswers(declared, " 503 ");
    }
  }

  @Test
  void deliver_amongTrickledBodiesOfStrangers_isAnsweredInTime() throws IOException {
    assumeBodiesAreReadWithoutAThread();
    String body = "Content-Length: 100000\r\n\r\n{";
    try (SlowSenders strangers = start(MANY, head("acme", "wrong") + body, " ");
        SlowSenders elsewhere =
            start(MANY, "POST /catchment/health/live HTTP/1.1\r\nHost: localhost\r\n" + body, " ");
        SlowSenders nowhere =
            start(MANY, "POST /catchment/nothing HTTP/1.1\r\nHost: localhost\r\n" + body, " ")) {
      assertDeliveriesAreAnsweredInTime();
      awaitEndOf(strangers);
      awaitEndOf(elsewhere);
      awaitEndOf(nowhere);
      awaitAnswers(strangers, " 401 ");
    }
  }

  @Test
  void deliver_amongTrickledBodiesOfStrangersToTheApi_isAnsweredInTime() throws IOException {
    String body = "Content-Length: 100000\r\n\r\n{";
    try (SlowSenders unknown = start(MANY, apiHead("Bearer wrong") + body, " ");
        SlowSenders password = start(MANY, apiHead("Basic d3Jvbmc6d3Jvbmc=") + body, " ");
        SlowSenders viewers = start(MANY, apiHead("Bearer watch-token") + body, " ")) {
      assertDeliveriesAreAnsweredInTime();
      awaitAnswers(unknown, " 401 ");
      awaitAnswers(password, " 401 ");
      awaitAnswers(viewers, " 403 ");
      if (server.readsBodiesWithoutAThread()) {
        awaitEndOf(unknown);
        awaitEndOf(password);
        awaitEndOf(viewers);
      }
    }
  }

  @Test
  void deliver_amongTrickledBodiesToTheApi_isAnsweredInTime() throws IOException {
    assumeBodiesAreReadWithoutAThread();
    String body = "Content-Length: 100000\r\n\r\n{";
    try (SlowSenders operators = start(MANY, apiHead("Bearer run-token") + body, " ")) {
      assertDeliveriesAreAnsweredInTime();
      awaitEndOf(operators);
      awaitAnswers(operators, " 503 ");
    }
  }

  /** On every server: also where a body takes a thread, those of who signs in take few. */
  @Test
  void deliver_amongTrickledSignIns_isAnsweredInTime() throws IOException {
    String head =
        "POST /catchment/api/session HTTP/1.1\r\nHost: localhost\r\nX-Catchment-Console: 1\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n";
    try (SlowSenders slow = start(MANY, head + "Content-Length: 1000\r\n\r\nname=", "a")) {
      assertDeliveriesAreAnsweredInTime();
      awaitAnswers(slow, " 503 ");
    }
  }

  @Test
  void deliver_amongIdleConnections_isAnsweredInTime() throws IOException {
    try (SlowSenders idle = start(1_000, "", "")) {
      assertDeliveriesAreAnsweredInTime();
      assertThat(idle.answers()).isEmpty();
    }
  }

  @Test
  @Tag("long")
  void connect_andSendNothing_isEnded() throws IOException {
    try (SlowSenders idle = start(1_000, "", "")) {
      await().atMost(Duration.ofMinutes(2)).until(() -> idle.stillOpen() == 0);
    }
  }

  // --- Greedy ---

  @Test
  void deliver_withoutEnd_isTooLargeAndCut() throws IOException {
    assumeBodiesAreReadWithoutAThread();
    String mark = Samples.uuid();
    byte[] beginning = Arrays.copyOf(mark.getBytes(StandardCharsets.US_ASCII), 64 * 1024);

    SlowSenders.Poured poured =
        SlowSenders.pour(
            server.uri("/"),
            head("acme", Okta.SECRET) + "Transfer-Encoding: chunked\r\n\r\n",
            chunk(beginning),
            CUT);

    assertThat(poured.answer()).startsWith("HTTP/1.1 413 ");
    assertThat(poured.ended()).isTrue();
    String kept = Base64.getEncoder().encodeToString(beginning);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(keptWhole(kept, "of undeclared size")).isEqualTo(1));
  }

  @Test
  void deliver_withoutEndFromStranger_isCut() throws IOException {
    assumeBodiesAreReadWithoutAThread();
    SlowSenders.Poured poured =
        SlowSenders.pour(
            server.uri("/"),
            head("acme", "wrong") + "Transfer-Encoding: chunked\r\n\r\n",
            chunk(new byte[64 * 1024]),
            CUT);

    assertThat(poured.answer()).startsWith("HTTP/1.1 401 ");
    assertThat(poured.ended()).isTrue();
  }

  @Test
  void callApi_withoutEndFromStranger_isCut() throws IOException {
    assumeBodiesAreReadWithoutAThread();

    SlowSenders.Poured poured = pourIntoApi("Bearer wrong", "Transfer-Encoding: chunked");

    assertThat(poured.answer())
        .startsWith("HTTP/1.1 401 ")
        .containsIgnoringCase("WWW-Authenticate: Bearer");
    assertThat(poured.ended()).isTrue();
  }

  @Test
  void callApi_withoutEnd_isTooLargeAndCut() throws IOException {
    assumeBodiesAreReadWithoutAThread();

    SlowSenders.Poured poured = pourIntoApi("Bearer run-token", "Transfer-Encoding: chunked");

    assertThat(poured.answer()).startsWith("HTTP/1.1 413 ").contains("at most 262144 bytes");
    assertThat(poured.ended()).isTrue();
  }

  @Test
  void callApi_withHundredMegabytes_isTooLarge() throws IOException {
    SlowSenders.Poured poured = pourIntoApi("Bearer run-token", "Content-Length: 100000000");

    assertThat(poured.answer()).startsWith("HTTP/1.1 413 ");
  }

  /** Passwords are looked at before the body is waited for, and again behind it. */
  @Test
  void callApi_withPasswordAndALargeBody_needsTheOperatorsRole() {
    assertProblem(putAs("olga:Ol-password1"), 404);
    assertProblem(putAs("vic:Vi-password1"), 403);
    assertProblem(putAs("olga:wrong"), 401);
  }

  @Test
  void deliver_numberOfHundredMegabytes_isTooLarge() throws IOException {
    SlowSenders.Poured poured =
        SlowSenders.pour(
            server.uri("/"),
            head("acme", Okta.SECRET) + "Content-Length: 100000000\r\n\r\n",
            "7".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII),
            CUT);

    assertThat(poured.answer()).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void deliver_numberThatFits_isStoredVerbatim() {
    String uuid = Samples.uuid();
    String json =
        Samples.event(uuid).replaceFirst("\\{", "{\"n\":" + "7".repeat(7 * 1024 * 1024) + ",");

    assertThat(okta.deliver(Samples.delivery(json)).statusCode()).isEqualTo(204);

    awaitStored(List.of(uuid));
    assertThat(probe.count("event", "uuid = '" + uuid + "' and length(json) = " + json.length()))
        .isEqualTo(1);
  }

  @Test
  void deliver_deepInsideAnEvent_isKeptWhole() {
    String uuid = Samples.uuid();
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String json = Samples.event(uuid).replaceFirst("\\{", "{\"deep\":" + deep + ",");

    assertProblem(okta.deliver(Samples.delivery(json)), 400);
  }

  @Test
  void deliver_membersTwice_losesNothing() {
    List<String> uuids = Samples.uuids(3);
    String twice =
        Samples.event(uuids.get(2)).replaceFirst("\\{", "{\"uuid\":\"" + Samples.uuid() + "\",");
    String body =
        "{\"data\":{\"events\":[%s]},\"data\":{\"events\":[%s],\"events\":[%s]}}"
            .formatted(Samples.event(uuids.get(0)), Samples.event(uuids.get(1)), twice);

    assertThat(okta.deliver(body).statusCode()).isEqualTo(204);

    awaitStored(uuids);
    assertThat(probe.event(uuids.get(2)).getString("json")).isEqualTo(twice);
  }

  @Test
  void deliver_millionElementsThatAreNoEvents_isOneDeadLetterAndHoldsUpNobody() {
    int number = 1_000_000;
    List<String> uuids = Samples.uuids(2);
    String body = Samples.delivery("{},".repeat(number) + Samples.event(uuids.get(0)));

    assertThat(okta.deliver(body).statusCode()).isEqualTo(204);
    assertThat(okta.deliver(Samples.delivery(Samples.event(uuids.get(1)))).statusCode())
        .isEqualTo(204);

    awaitStored(uuids);
    String delivery = probe.event(uuids.get(0)).getString("delivery_id");
    assertThat(
            probe.count(
                "dead_letter",
                "delivery_id = '"
                    + delivery
                    + "' and position = -1 and reason like '"
                    + number
                    + " of its "
                    + (number + 1)
                    + "%' and length(body) = "
                    + body.length()))
        .isEqualTo(1);
    assertThat(probe.count("dead_letter", "delivery_id = '" + delivery + "'")).isEqualTo(1);
  }

  @Test
  void deliver_manyLargeBodiesAtOnce_areStoredOrUnavailableAndTheServerLives() throws Exception {
    // Elsewhere nothing bounds them together, and H2 may run out of a small heap.
    assumeBodiesAreReadWithoutAThread();
    List<String> taken = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(24);
    try {
      List<String> uuids = Samples.uuids(48);
      List<Future<Integer>> answers =
          uuids.stream().map(uuid -> threads.submit(() -> deliverLarge(uuid))).toList();
      for (int i = 0; i < uuids.size(); i++) {
        int status = answers.get(i).get();
        assertThat(status).isIn(204, 503);
        if (status == 204) {
          taken.add(uuids.get(i));
        }
      }
    } finally {
      threads.shutdown();
    }

    assertDeliveriesAreAnsweredInTime();
    assertThat(taken).isNotEmpty();
    awaitStored(taken);
    // Nobody has kept room that he does not need any more.
    IntStream.range(0, 12)
        .forEach(
            i ->
                await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(deliverLarge(Samples.uuid())).isEqualTo(204)));
  }

  private int deliverLarge(String uuid) {
    // Of a month in which no other test looks for words: it would look through all of these.
    String before = Samples.event(uuid).replace("\"2026-02-", "\"2025-02-");
    assertThat(before).contains("\"2025-02-");
    String json = before.replaceFirst("\\{", "{\"x\":\"" + "y".repeat(LARGE) + "\",");
    try {
      return okta.deliver(Samples.delivery(json)).statusCode();
    } catch (UncheckedIOException e) {
      // Answered before its end, and cut before the answer was read: Okta takes it for a failure.
      return 503;
    }
  }

  // --- Steps ---

  private void assumeBodiesAreReadWithoutAThread() {
    assumeTrue(
        server.readsBodiesWithoutAThread(),
        "Not tried: this server has a thread for each body, and slow senders can take them all.");
  }

  private SlowSenders start(int number, String beginning, String piece) throws IOException {
    return SlowSenders.start(server.uri("/"), number, beginning, piece);
  }

  private static String head(String org, String secret) {
    return "POST /catchment/hooks/"
        + org
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: "
        + secret
        + "\r\n";
  }

  private static String apiHead(String authorization) {
    return "PUT /catchment/api/orgs/acme/hook HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\nAuthorization: "
        + authorization
        + "\r\n";
  }

  private SlowSenders.Poured pourIntoApi(String authorization, String length) throws IOException {
    byte[] piece = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
    boolean chunked = length.startsWith("Transfer-Encoding");
    return SlowSenders.pour(
        server.uri("/"),
        apiHead(authorization) + length + "\r\n\r\n",
        chunked ? chunk(piece) : piece,
        CUT);
  }

  /** To an org that does not exist, which is only said to whom the API lets in. */
  private HttpResponse<String> putAs(String nameAndPassword) {
    String credentials =
        Base64.getEncoder().encodeToString(nameAndPassword.getBytes(StandardCharsets.UTF_8));
    return okta.send(
        okta.request("/catchment/api/orgs/nobody/hook")
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(" ".repeat(200_000) + "{}")));
  }

  private static byte[] chunk(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    return (Integer.toHexString(data.length) + "\r\n" + text + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Over connections of their own, as Okta's are. */
  private void assertDeliveriesAreAnsweredInTime() {
    for (int i = 0; i < 10; i++) {
      String body = Samples.delivery(Samples.event(Samples.uuid()));
      HttpResponse<String> answer = new Okta(server).deliverInside(OKTA_WAITS, body);
      assertThat(answer.statusCode()).isEqualTo(204);
    }
  }

  private static void awaitAnswers(SlowSenders senders, String status) {
    await()
        .atMost(CUT)
        .untilAsserted(
            () -> assertThat(senders.answers()).hasSize(MANY).allMatch(a -> a.contains(status)));
  }

  private static void awaitEndOf(SlowSenders senders) {
    await().atMost(CUT).until(() -> senders.stillOpen() == 0);
  }
}
