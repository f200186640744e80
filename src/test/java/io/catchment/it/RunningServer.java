package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Server;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server with Catchment on it for all tests of a class, and the steps that tests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LastWarnings.class)
abstract class RunningServer {

  /** Long enough for a redelivery or two on a busy machine. */
  static final Duration SOON = Duration.ofSeconds(60);

  private final String serverName;
  final int port;
  Path folder;
  Server server;
  Okta okta;
  Probe probe;

  RunningServer(String serverName, int port) {
    this.serverName = serverName;
    this.port = port;
  }

  /** The database that the server is to use; asked once. */
  abstract Database database();

  /** The server, which has not been started yet; asked once. */
  Server makeServer() {
    return Server.of(serverName, folder, port, database());
  }

  /** Sets what the server needs for its start. */
  void configure() throws IOException {
    server
        .with("catchment.orgs", "acme")
        .with("catchment.org.acme.secrets", Okta.SECRET + "," + Okta.SECOND_SECRET)
        .with("catchment.tokens", "watch")
        .with("catchment.token.watch.secret", "watch-token");
  }

  @BeforeAll
  void startServer() throws IOException {
    folder = Build.file("it", getClass().getSimpleName());
    Server.clear(folder);
    server = makeServer();
    configure();
    okta = new Okta(server);
    probe = new Probe(okta);
    startApplications();
  }

  void startApplications() {
    server.start(Build.war(), Build.payroll(), Build.probe());
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  // --- Steps ---

  /** A fault may also strike the connection that asks. */
  void awaitStored(List<String> uuids) {
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(() -> assertThat(probe.storedEvents(uuids)).isEqualTo(uuids.size()));
  }

  void awaitHeard(String uuid) {
    await().atMost(SOON).untilAsserted(() -> assertThat(probe.heard(uuid)).isNotEmpty());
  }

  void awaitOutboxEmpty() {
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(() -> assertThat(probe.count("outbox", "true")).isZero());
  }

  /** A broker that was full may need a moment. */
  void awaitQueueing() {
    String series = "catchment_deliveries_total{org=\"acme\",outcome=\"queued\"}";
    await()
        .atMost(SOON)
        .until(
            () -> {
              double before = Metrics.scrape(okta).value(series);
              okta.deliver(Samples.delivery(Samples.event(Samples.uuid())));
              return Metrics.scrape(okta).value(series) > before;
            });
  }

  void assertReady(int status, String check) {
    HttpResponse<String> ready = okta.get("/catchment/health/ready");
    assertThat(ready.statusCode()).isEqualTo(status);
    assertThat(ready.body())
        .contains(
            "{\"status\":\"" + (status == 200 ? "UP" : "DOWN") + "\",\"name\":\"" + check + "\"}");
  }

  /** Delivers an event, which is answered 204 before Okta hangs up. */
  void assertTaken(String event) {
    String body = Samples.delivery(event);
    assertThat(inTime(() -> okta.deliver(body)).statusCode()).isEqualTo(204);
  }

  /** Each once in the database, and at least once at the topic. */
  void awaitEachStoredAndHeard(List<String> uuids) {
    awaitStored(uuids);
    uuids.forEach(this::awaitHeard);
    awaitOutboxEmpty();
  }

  void awaitReady() {
    await().atMost(SOON).until(() -> okta.get("/catchment/health/ready").statusCode() == 200);
  }

  static <T> T inTime(Supplier<T> call) {
    long start = System.nanoTime();
    T answer = call.get();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Okta.IN_TIME);
    return answer;
  }

  String logText() throws IOException {
    return Files.readString(server.log());
  }

  static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"");
  }
}
