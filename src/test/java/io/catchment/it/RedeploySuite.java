package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import io.catchment.server.Database;
import io.catchment.server.Server;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds while events come in and the server is stopped, or another version is deployed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedeploySuite {

  private final String serverName;
  private final int port;
  private Path folder;
  private Server server;
  private Okta okta;
  private Probe probe;

  RedeploySuite(String serverName, int port) {
    this.serverName = serverName;
    this.port = port;
  }

  abstract Database database();

  @BeforeAll
  void startServer() throws IOException {
    folder = Build.file("it", getClass().getSimpleName());
    Server.clear(folder);
    server =
        Server.of(serverName, folder, port, database())
            .with("catchment.orgs", "acme")
            .with("catchment.org.acme.secrets", Okta.SECRET)
            .with("catchment.tokens", "watch")
            .with("catchment.token.watch.secret", "watch-token");
    okta = new Okta(server);
    probe = new Probe(okta);
    server.startWithoutWaiting(Build.probe());
    server.awaitApplications(Build.probe());
    server.deployNow(Build.war());
    server.awaitReady();
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void deploy_newerAndThenAgainTheOlderVersion_losesNothing() throws IOException {
    Path newer = newerVersion();
    try (Load load = new Load(okta)) {
      awaitTaken(load, 100);
      server.pauseQueue();
      awaitTaken(load, 100);

      server.deployNow(newer);
      server.resumeQueue();
      awaitTaken(load, 100);
      assertThat(probe.count("event", "note = 'none'")).isGreaterThan(100);

      server.deployNow(Build.war());
      awaitTaken(load, 100);

      load.close();
      assertNothingLost(load);
    }
  }

  @Test
  void stop_bySignal_losesNothing() {
    restart(server::stop);
  }

  @Test
  void stop_byItsOwnCommand_losesNothing() {
    restart(server::shutDown);
  }

  private void restart(Runnable stop) {
    try (Load load = new Load(okta)) {
      awaitTaken(load, 100);
      stop.run();
      System.err.println("STOPPED " + load.answers() + load.readiness());
      server.startWithoutWaiting(Build.probe());
      server.awaitApplications(Build.probe());
      awaitTaken(load, 100);

      load.close();
      assertNothingLost(load);
    }
  }

  private void awaitTaken(Load load, int more) {
    int before = load.taken().size();
    await().atMost(ServerSuite.SOON).until(() -> load.taken().size() >= before + more);
  }

  private void assertNothingLost(Load load) {
    System.err.println("ANSWERS " + load.answers() + load.readiness());
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              assertThat(new HashSet<>(stored(load))).containsAll(load.taken());
              assertThat(new HashSet<>(probe.heardWithPrefix(load.prefix())))
                  .containsAll(load.taken());
            });
    assertThat(stored(load)).doesNotHaveDuplicates();
    // Okta repeats a delivery after all of these but the first, and never after a 4xx.
    assertThat(load.answers().keySet()).allMatch(a -> a.matches("204|5..|closed|timeout"));
    assertThat(load.readiness().keySet()).allMatch(a -> a.matches("200|5..|closed|timeout"));
  }

  private List<String> stored(Load load) {
    return probe.query("select uuid from event where uuid like '" + load.prefix() + "%'").stream()
        .map(row -> row.getString("uuid"))
        .toList();
  }

  /** This version with one migration more, as the next version may bring it. */
  private Path newerVersion() throws IOException {
    Path newer = Files.createDirectories(folder.resolve("newer")).resolve("catchment.war");
    Files.copy(Build.war(), newer);
    try (FileSystem war = FileSystems.newFileSystem(newer)) {
      Files.writeString(
          war.getPath("WEB-INF/classes/db/migration/V900__note.sql"),
          "alter table event add column note varchar(10) default 'none' not null;\n"
              + "create index event_by_note on event (note);\n");
    }
    return newer;
  }
}
