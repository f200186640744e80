package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import io.catchment.server.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What holds on every server with PostgreSQL, also while that is away. */
abstract class PostgresSuite extends ServerSuite {

  private static final String BROKER_UP = "{\"status\":\"UP\",\"name\":\"broker\"}";

  private final ExecutorService callers = Executors.newCachedThreadPool();
  final Postgres postgres;
  final Proxy wire;

  PostgresSuite(String serverName, int port, int databasePort) {
    super(serverName, port);
    postgres = new Postgres(Build.file("it", getClass().getSimpleName() + "-data"), databasePort);
    wire = postgres.proxy();
  }

  @Override
  Database database() {
    postgres.start();
    return postgres.database();
  }

  @AfterAll
  void stopDatabase() {
    callers.shutdown();
    postgres.close();
  }

  // --- The database is gone ---

  @Test
  void deliver_whileTheDatabaseIsAway_waitsInTheQueueAndIsStoredWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    postgres.stop();
    try {
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      await().atMost(SOON).untilAsserted(() -> assertReady(503, "database"));
    } finally {
      postgres.start();
    }

    awaitStored(uuids);
    await().atMost(SOON).untilAsserted(() -> assertReady(200, "database"));
    awaitHeard(uuids.get(0));
  }

  @Test
  void logs_whileTheDatabaseIsAway_areUnavailableAndReadWhenItIsBack() {
    postgres.stop();
    try {
      await().atMost(SOON).untilAsserted(() -> assertThat(logs().statusCode()).isEqualTo(503));
      HttpResponse<String> answer = logs();
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("\"errorCode\":\"E0000009\"", "\"errorId\":\"");
    } finally {
      postgres.start();
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(logs().statusCode()).isEqualTo(200));
  }

  private HttpResponse<String> logs() {
    return okta.send(
        okta.request("/catchment/api/v1/logs").header("Authorization", "SSWS watch-token"));
  }

  @Test
  void api_whileTheDatabaseIsAway_isUnavailableWithoutAnErrorOfOurs() throws Exception {
    String event = "/catchment/api/events/" + Samples.uuid();
    String letter = "/catchment/api/dead-letters/999999999999999999";
    long errors = errorsLogged();
    postgres.stop();
    try {
      await().atMost(SOON).untilAsserted(() -> assertAway("GET", event));
      for (String path :
          List.of(
              "/catchment/api/statistics",
              "/catchment/api/export",
              "/catchment/api/dead-letters",
              letter,
              letter + "/body")) {
        assertAway("GET", path);
      }
      assertAway("POST", letter + "/retry");
      assertAway("DELETE", letter);
    } finally {
      postgres.start();
    }

    await().atMost(SOON).untilAsserted(() -> assertProblem(call("GET", event), 404));
    assertThat(errorsLogged()).isEqualTo(errors);
  }

  private void assertAway(String method, String path) {
    HttpResponse<String> answer = call(method, path);
    assertProblem(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
  }

  private HttpResponse<String> call(String method, String path) {
    return okta.send(
        okta.request(path)
            .header("Authorization", "Bearer run-token")
            .method(method, BodyPublishers.noBody()));
  }

  private long errorsLogged() throws IOException {
    return logText().lines().filter(l -> l.contains("A request failed unexpectedly")).count();
  }

  @Test
  void deliver_whileTheDatabaseHangs_isAnsweredInTimeAndStoredWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    wire.hang();
    try {
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      assertThat(ready()).contains("{\"status\":\"DOWN\",\"name\":\"database\"}", BROKER_UP);
    } finally {
      wire.resume();
    }

    awaitStored(uuids);
    await().atMost(SOON).untilAsserted(() -> assertReady(200, "database"));
    uuids.forEach(this::awaitHeard);
  }

  @Test
  void store_whenTheConnectionIsCutBeforeTheCommit_isDoneAgain() {
    List<String> uuids = Samples.uuids(20);
    wire.cutBefore("COMMIT");
    try {
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      await().atMost(SOON).until(() -> wire.cuts() >= 3);
      assertThat(storedDirectly(uuids)).isZero();
    } finally {
      wire.cutNoMore();
    }

    awaitEachStoredAndHeard(uuids);
  }

  @Test
  void store_whenTheConnectionIsCutBeforeTheCommitIsConfirmed_isNotDoneTwice() {
    List<String> uuids = Samples.uuids(20);
    wire.cutAfter("COMMIT");
    try {
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      await().atMost(SOON).until(() -> wire.cuts() >= 3 && storedDirectly(uuids) > 0);
    } finally {
      wire.cutNoMore();
    }

    awaitEachStoredAndHeard(uuids);
  }

  /** What is exported is more than the sockets hold and more than is read at once. */
  @Test
  void export_whenTheDatabaseStopsInTheMiddle_breaksOff() throws IOException {
    String type = "test.broken." + Samples.uuid();
    for (int i = 0; i < 10; i++) {
      storeLarge(type);
    }
    String filter = URLEncoder.encode("eventType eq \"" + type + "\"", StandardCharsets.UTF_8);
    try (InputStream export =
        okta.stream(
            okta.request("/catchment/api/export?since=2026-02-01T00:00:00Z&filter=" + filter)
                .header("Authorization", "Bearer watch-token"))) {
      assertThat(export.read()).isEqualTo('{');
      postgres.stop();

      assertThatThrownBy(() -> export.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    } finally {
      postgres.start();
    }

    await().atMost(SOON).untilAsserted(() -> assertReady(200, "database"));
  }

  private void storeLarge(String type) {
    List<String> uuids = Samples.uuids(30);
    List<String> events =
        uuids.stream()
            .map(uuid -> Samples.event(uuid, type, "robin@acme.example"))
            .map(event -> event.replace("Robin", "x".repeat(200_000)))
            .toList();
    assertThat(okta.deliver(Samples.delivery(events)).statusCode()).isEqualTo(204);
    awaitStored(uuids);
  }

  // --- Broker and database are gone ---

  @Test
  void deliver_whileBrokerAndDatabaseAreAway_isUnavailableUntilOneIsBack() {
    String body = Samples.delivery(Samples.event(Samples.uuid()));
    server.refuseMessages();
    postgres.stop();
    try {
      await().atMost(SOON).until(() -> inTime(() -> okta.deliver(body)).statusCode() == 503);
      assertUnavailable(body);
      assertNothingIsReady();
    } finally {
      postgres.start();
      server.acceptMessages();
    }

    await().atMost(SOON).until(() -> okta.deliver(body).statusCode() == 204);
    awaitQueueing();
    awaitReady();
  }

  @Test
  void deliver_whileTheBrokerRefusesAndTheDatabaseHangs_isUnavailableInTimeUntilOneIsBack() {
    String body = Samples.delivery(Samples.event(Samples.uuid()));
    wire.hang();
    try {
      server.refuseMessages();
      try {
        await().atMost(SOON).until(() -> inTime(() -> okta.deliver(body)).statusCode() == 503);
        assertUnavailableManyTimes(body);
        assertNothingIsReady();
      } finally {
        server.acceptMessages();
      }
      await().atMost(SOON).until(() -> inTime(() -> okta.deliver(body)).statusCode() == 204);
      assertThat(ready()).contains(BROKER_UP);
    } finally {
      wire.resume();
    }

    awaitReady();
    awaitQueueing();
  }

  // --- Steps ---

  private void assertUnavailable(String body) {
    HttpResponse<String> answer = inTime(() -> okta.deliver(body));
    assertProblem(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
  }

  /** At the same time, and more than the threads that can hang in the database. */
  private void assertUnavailableManyTimes(String body) {
    CompletableFuture.allOf(
            IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> assertUnavailable(body), callers))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void assertNothingIsReady() {
    assertThat(ready()).doesNotContain("\"UP\"");
  }

  /** What a load balancer hears that is told that this node is not ready. */
  private String ready() {
    HttpResponse<String> ready = inTime(() -> okta.get("/catchment/health/ready"));
    assertThat(ready.statusCode()).isEqualTo(503);
    return ready.body();
  }

  /** How many of them are in the database, asked past the proxy. */
  long storedDirectly(List<String> uuids) {
    String sql = "select count(*) from event where uuid in ('" + String.join("','", uuids) + "')";
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
