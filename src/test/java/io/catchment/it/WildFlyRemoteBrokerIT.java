package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.ArtemisServer;
import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import io.catchment.server.Proxy;
import io.catchment.server.Server;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** WildFly with a broker that is a process of its own, behind a wire: both break, WildFly stays. */
class WildFlyRemoteBrokerIT extends RunningServer {

  /** What was on its way to a bean at a cut comes again after a minute at the latest. */
  private static final Duration REDELIVERED = Duration.ofSeconds(90);

  private static final int DATABASE_PORT = 18882;
  private static final int WIRE_PORT = 18884;
  private static final int BROKER_PORT = 18885;
  private static final String QUEUED =
      "catchment_deliveries_total{org=\"acme\",outcome=\"queued\"}";

  private final Postgres postgres =
      new Postgres(Build.file("it", "WildFlyRemoteBrokerIT-data"), DATABASE_PORT);
  private final Proxy wire = new Proxy(WIRE_PORT, BROKER_PORT);
  private final ArtemisServer broker =
      new ArtemisServer(Build.file("it", "WildFlyRemoteBrokerIT-broker"), BROKER_PORT);

  WildFlyRemoteBrokerIT() {
    super("wildfly", 18880);
  }

  @Override
  Database database() {
    postgres.start();
    return postgres.database();
  }

  @Override
  Server makeServer() {
    return Server.wildFlyWithRemoteBroker(folder, port, database(), WIRE_PORT);
  }

  @Override
  void startApplications() {
    broker.start();
    super.startApplications();
  }

  /** The server first, while what it talks to is there. */
  @AfterAll
  void stopRest() {
    server.close();
    wire.close();
    broker.close();
    postgres.close();
  }

  @Test
  void deliver_goesThroughTheQueueOfTheRemoteBroker() {
    assertQueuedStoredAndHeard(Samples.uuids(20));
    // WildFly's own broker would tell, but what it says is about none of our messages.
    assertThat(probe.preparedTransactions()).isEqualTo(-1);
  }

  @Test
  void deliver_whileTheBrokerIsDead_isStoredDirectlyAndPublishedWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    // Not the server's first delivery of all.
    assertQueuedStoredAndHeard(Samples.uuids(5));
    killBroker();
    try {
      assertStoredDirectly(uuids);
    } finally {
      startBroker();
    }

    awaitRecovery();
    awaitEachStoredAndHeard(uuids);
  }

  @Test
  void deliver_whileTheBrokerHangs_isStoredDirectlyAndPublishedWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    assertQueuedStoredAndHeard(Samples.uuids(5));
    wire.hang();
    try {
      assertStoredDirectly(uuids);
    } finally {
      wire.resume();
    }

    awaitRecovery();
    awaitEachStoredAndHeard(uuids);
  }

  /** With an end to the attempts, what was on its way to the subscriber was dead-lettered. */
  @Test
  void deliver_whileTheConnectionsToTheBrokerAreCut_losesNothing() {
    Load load = new Load(okta);
    try (load) {
      for (int i = 0; i < 5; i++) {
        load.awaitTaken(100);
        wire.cut();
      }
      load.awaitTaken(100);
    }

    assertThat(load.refused()).isEmpty();
    awaitRecovery();
    await()
        .atMost(REDELIVERED)
        .untilAsserted(
            () ->
                assertThat(probe.count("event", load.condition())).isEqualTo(load.taken().size()));
    await()
        .atMost(REDELIVERED)
        .untilAsserted(() -> assertThat(probe.unheard(load.taken())).isEmpty());
  }

  @Test
  void deliver_whenTheBrokerDiesWithWhatItTook_isUnavailableAndIsStoredWhenBothAreBack() {
    List<String> uuids = Samples.uuids(20);
    postgres.proxy().refuse();
    try {
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      killBroker();
      try {
        assertUnavailable();
      } finally {
        startBroker();
      }
      await().atMost(SOON).until(() -> okta.deliver(another()).statusCode() == 204);
    } finally {
      postgres.proxy().listen();
    }

    awaitRecovery();
    awaitEachStoredAndHeard(uuids);
  }

  @Test
  void deliver_whileBrokerAndDatabaseHang_isUnavailableInTimeUntilBothAreBack() {
    wire.hang();
    postgres.proxy().hang();
    try {
      assertUnavailable();
    } finally {
      postgres.proxy().resume();
      wire.resume();
    }

    awaitRecovery();
  }

  // --- Steps ---

  /** Nobody listens at its port any more either, as on a machine that goes on without it. */
  private void killBroker() {
    broker.kill();
    wire.refuse();
  }

  private void startBroker() {
    broker.start();
    wire.listen();
  }

  private void assertStoredDirectly(List<String> uuids) {
    uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
    assertThat(probe.storedEvents(uuids)).isEqualTo(uuids.size());
    assertThat(probe.unheard(uuids)).isEqualTo(uuids);
    assertThat(probe.count("outbox", "true")).isGreaterThanOrEqualTo(uuids.size());
    HttpResponse<String> ready = inTime(() -> okta.get("/catchment/health/ready"));
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body())
        .contains("{\"status\":\"DOWN\",\"name\":\"broker\"}")
        .contains("{\"status\":\"UP\",\"name\":\"database\"}");
  }

  private void assertUnavailable() {
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = inTime(() -> okta.deliver(another()));
      assertProblem(answer, 503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }
    HttpResponse<String> ready = inTime(() -> okta.get("/catchment/health/ready"));
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).doesNotContain("\"UP\"");
  }

  /** Ready by itself; deliveries queue again, the bean takes them off, and all is published. */
  private void awaitRecovery() {
    awaitReady();
    awaitQueueing();
    assertQueuedStoredAndHeard(Samples.uuids(5));
  }

  private void assertQueuedStoredAndHeard(List<String> uuids) {
    double before = Metrics.scrape(okta).value(QUEUED);

    uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));

    assertThat(Metrics.scrape(okta).value(QUEUED)).isEqualTo(before + uuids.size());
    awaitEachStoredAndHeard(uuids);
  }

  private static String another() {
    return Samples.delivery(Samples.event(Samples.uuid()));
  }
}
