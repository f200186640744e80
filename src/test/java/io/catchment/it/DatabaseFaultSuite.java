package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong with a PostgreSQL in its life, and takes longer: on one server, for what it tries
 * is Catchment and not the server.
 */
abstract class DatabaseFaultSuite extends PostgresSuite {

  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final int DISK_MEGABYTES = 64;
  private static final int LARGE = 200_000;

  DatabaseFaultSuite(String serverName, int port, int databasePort) {
    super(serverName, port, databasePort);
  }

  @Test
  void deliver_whileTheDatabaseIsRestartedUnderLoad_isStoredOnce() {
    Load load = new Load(okta);
    try (load) {
      load.awaitTaken(100);
      postgres.stop();
      load.awaitTaken(100);
      postgres.start();
      load.awaitTaken(100);
    } finally {
      postgres.start();
    }

    assertThat(load.refused()).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(probe.count("event", load.condition())).isEqualTo(load.taken().size()));
    awaitOutboxEmpty();
  }

  @Test
  void deliver_whileTheDiskOfTheDatabaseIsFull_isStoredWhenThereIsRoom() throws Exception {
    List<String> uuids = Samples.uuids(5);
    Path folder = Build.file("it", getClass().getSimpleName() + "-disk");
    SmallDisk disk = SmallDisk.mount(folder, DISK_MEGABYTES);
    try {
      execute("create tablespace small location '" + folder + "'");
      execute("alter table event set tablespace small");
      disk.fill();
      for (String uuid : uuids) {
        assertTaken(largeEvent(uuid));
      }
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(logText()).contains("No space left on device"));
      assertThat(storedDirectly(uuids)).isZero();
      disk.free();

      awaitEachStoredAndHeard(uuids);
    } finally {
      disk.free();
      execute("alter table event set tablespace pg_default");
      execute("drop tablespace small");
      disk.close();
    }
  }

  /** Too large for what room there may be left in the table, however well it is compressed. */
  private static String largeEvent(String uuid) {
    String noise = Samples.uuids(LARGE / 36).stream().collect(Collectors.joining());
    return Samples.event(uuid).replace("Robin", noise);
  }

  @Test
  void deliver_whileATableIsLocked_waitsAndIsStored() throws SQLException {
    deliverWhileATableIsLocked(Duration.ofSeconds(8));
  }

  @Test
  @Tag("long")
  void deliver_whileATableIsLockedForAMinute_waitsAndIsStored() throws SQLException {
    deliverWhileATableIsLocked(Duration.ofSeconds(65));
  }

  private void deliverWhileATableIsLocked(Duration time) throws SQLException {
    List<String> uuids = new ArrayList<>();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table event in access exclusive mode");
      takeAllTheTime(time, uuids);
      connection.rollback();
    }

    awaitEachStoredAndHeard(uuids);
    awaitReady();
  }

  /** Longer than a connection waits for its answer: those that hang are given up. */
  @Test
  @Tag("long")
  void deliver_whileTheDatabaseHangsForMoreThanAMinute_isStoredWhenItIsBack() {
    List<String> uuids = new ArrayList<>();
    wire.hang();
    try {
      takeAllTheTime(Duration.ofSeconds(75), uuids);
    } finally {
      wire.resume();
    }

    awaitEachStoredAndHeard(uuids);
    awaitReady();
  }

  /** Ten attempts are what Artemis makes by default; these are eleven. */
  @Test
  @Tag("long")
  void deliver_whileTheDatabaseIsAwayForMinutes_isNeverGivenUp() {
    List<String> uuids = new ArrayList<>();
    wire.refuse();
    try {
      takeAllTheTime(Duration.ofSeconds(310), uuids);
    } finally {
      wire.listen();
    }

    // The longest delay, and what it takes.
    await()
        .atMost(SOON.multipliedBy(2))
        .untilAsserted(() -> assertThat(storedDirectly(uuids)).isEqualTo(uuids.size()));
    awaitEachStoredAndHeard(uuids);
  }

  /** Delivers some events a second for a time, each of which is answered 204. */
  private void takeAllTheTime(Duration time, List<String> uuids) {
    await()
        .during(time)
        .atMost(time.plus(SOON))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              uuids.add(Samples.uuid());
              assertTaken(Samples.event(uuids.get(uuids.size() - 1)));
            });
  }

  @Test
  void start_whileTheDatabaseIsAway_takesDeliveriesAndStoresThemWhenItIsThere() {
    List<String> uuids = Samples.uuids(20);
    server.stop();
    postgres.stop();
    try {
      server.startAgain();
      await()
          .atMost(BOOT)
          .ignoreExceptions()
          .until(() -> okta.get("/catchment/health/live").statusCode() == 200);
      uuids.forEach(uuid -> assertTaken(Samples.event(uuid)));
      assertReady(503, "database");
    } finally {
      postgres.start();
    }

    awaitReady();
    awaitEachStoredAndHeard(uuids);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
