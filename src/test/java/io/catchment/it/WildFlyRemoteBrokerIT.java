package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.ArtemisServer;
import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Server;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** WildFly with a broker that is a process of its own, behind a wire: both break, WildFly stays. */
class WildFlyRemoteBrokerIT extends RunningServer {

  private static final int DATABASE_PORT = 18982;
  private static final int WIRE_PORT = 18984;
  private static final int BROKER_PORT = 18985;
  private static final String BROKER_DOWN = "{\"status\":\"DOWN\",\"name\":\"broker\"}";

  private final Postgres postgres =
      new Postgres(Build.file("it", "WildFlyRemoteBrokerIT-data"), DATABASE_PORT);
  private final Proxy wire = new Proxy(WIRE_PORT, BROKER_PORT);
  private final ArtemisServer broker =
      new ArtemisServer(Build.file("it", "WildFlyRemoteBrokerIT-broker"), BROKER_PORT);

  WildFlyRemoteBrokerIT() {
    super("wildfly", 18980);
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
  void configure() throws IOException {
    super.configure();
    broker.start();
  }

  @AfterAll
  void stopRest() {
    wire.close();
    broker.close();
    postgres.close();
  }

  @Test
  void deliver_goesThroughTheQueueOfTheRemoteBroker() {
    String series = "catchment_deliveries_total{org=\"acme\",outcome=\"queued\"}";
    double before = Metrics.scrape(okta).value(series);
    List<String> uuids = Samples.uuids(20);

    uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));

    assertThat(Metrics.scrape(okta).value(series)).isEqualTo(before + uuids.size());
    awaitEachStoredAndHeard(uuids);
  }

  @Test
  void deliver_whileTheBrokerIsDead_isStoredDirectlyAndPublishedWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    broker.kill();
    try {
      takeDirectly(uuids);
    } finally {
      broker.start();
    }

    awaitRecovery(uuids);
  }

  @Test
  void deliver_whileTheBrokerHangs_isStoredDirectlyAndPublishedWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    wire.hang();
    try {
      takeDirectly(uuids);
    } finally {
      wire.resume();
    }

    awaitRecovery(uuids);
  }

  @Test
  void deliver_whileTheConnectionsToTheBrokerAreCut_losesNothing() {
    Load load = new Load(okta);
    try (load) {
      for (int i = 0; i < 5; i++) {
        int before = load.taken();
        await().atMost(SOON).until(() -> load.taken() > before + 100);
        wire.cut();
      }
    }

    assertThat(load.refused()).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(probe.count("event", load.condition())).isEqualTo(load.taken()));
    awaitRecovery(List.of());
  }

  @Test
  void deliver_whenTheBrokerDiesWithWhatItTook_isStoredWhenBothAreBack() {
    List<String> uuids = Samples.uuids(20);
    postgres.proxy().refuse();
    try {
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      broker.kill();
      await().atMost(SOON).until(() -> okta.deliver(another()).statusCode() == 503);
      broker.start();
      await().atMost(SOON).until(() -> okta.deliver(another()).statusCode() == 204);
    } finally {
      postgres.proxy().listen();
    }

    awaitRecovery(uuids);
  }

  @Test
  void deliver_whileBrokerAndDatabaseHang_isUnavailableInTimeUntilBothAreBack() {
    wire.hang();
    postgres.proxy().hang();
    try {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = inTime(() -> okta.deliver(another()));
        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
      }
      HttpResponse<String> ready = inTime(() -> okta.get("/catchment/health/ready"));
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).doesNotContain("\"UP\"");
    } finally {
      postgres.proxy().resume();
      wire.resume();
    }

    awaitRecovery(List.of());
  }

  // --- Steps ---

  private void takeDirectly(List<String> uuids) {
    uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
    assertThat(probe.storedEvents(uuids)).isEqualTo(uuids.size());
    assertThat(probe.count("outbox", "true")).isPositive();
    assertThat(inTime(() -> okta.get("/catchment/health/ready")).body()).contains(BROKER_DOWN);
  }

  /** Deliveries queue again, the bean consumes, the outbox is sent. */
  private void awaitRecovery(List<String> uuids) {
    awaitReady();
    awaitQueueing();
    String last = Samples.uuid();
    assertTaken(Samples.event(last));
    awaitEachStoredAndHeard(List.of(last));
    awaitEachStoredAndHeard(uuids);
  }

  private static String another() {
    return Samples.delivery(Samples.event(Samples.uuid()));
  }
}
