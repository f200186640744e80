package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Postgres;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What holds on every server with PostgreSQL, also while that is away. */
abstract class PostgresSuite extends ServerSuite {

  private final Postgres postgres;

  PostgresSuite(String serverName, int port, int databasePort) {
    super(serverName, port);
    postgres = new Postgres(Build.file("it", getClass().getSimpleName() + "-data"), databasePort);
  }

  @Override
  Database database() {
    postgres.start();
    return postgres.database();
  }

  @AfterAll
  void stopDatabase() {
    postgres.close();
  }

  @Test
  void deliver_whileTheDatabaseIsAway_waitsInTheQueueAndIsStoredWhenItIsBack() {
    List<String> uuids = Samples.uuids(20);
    postgres.stop();
    try {
      for (String uuid : uuids) {
        assertThat(okta.deliver(Samples.delivery(Samples.event(uuid))).statusCode()).isEqualTo(204);
      }
      await().atMost(SOON).untilAsserted(() -> assertReady(503, "database"));
    } finally {
      postgres.start();
    }

    awaitStored(uuids);
    await().atMost(SOON).untilAsserted(() -> assertReady(200, "database"));
    awaitHeard(uuids.get(0));
  }

  @Test
  void deliver_whileBrokerAndDatabaseAreAway_isUnavailableUntilOneIsBack() {
    String body = Samples.delivery(Samples.event(Samples.uuid()));
    server.refuseMessages();
    postgres.stop();
    try {
      await().atMost(SOON).until(() -> okta.deliver(body).statusCode() == 503);
      HttpResponse<String> answer = okta.deliver(body);
      assertProblem(answer, 503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    } finally {
      postgres.start();
      server.acceptMessages();
    }

    await().atMost(SOON).until(() -> okta.deliver(body).statusCode() == 204);
    awaitQueueing();
  }
}
