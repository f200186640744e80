package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Build;
import io.catchment.server.Server;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds while events come in and the server is stopped, or another version is deployed. */
abstract class RedeploySuite {

  private static final int SOME = 100;
  private static final int REDEPLOYMENTS = 2;

  /** After these Okta sends a delivery again, as after a 500, and never after a 4xx. */
  private static final String REPEATED = "503|java.io.UncheckedIOException";

  /** WildFly's answer to what is on its way when it stops the application (UT010051). */
  private static final String ON_ITS_WAY = "500";

  private final ServerSuite suite;
  private final String answersWhenStopped;
  private final Server server;
  private final Probe probe;

  /**
   * @param answersWhenStopped what the server answers, besides closed connections, before it stops
   *     and after it starts
   */
  RedeploySuite(ServerSuite suite, String answersWhenStopped) {
    this.suite = suite;
    this.answersWhenStopped = answersWhenStopped;
    this.server = suite.server;
    this.probe = suite.probe;
  }

  @Test
  void redeploy_newerVersionAndThenTheOlderUnderLoad_losesNothing() throws IOException {
    Load load = new Load(suite.okta);
    try (load) {
      load.awaitTaken(SOME);
      server.pauseQueue();
      load.awaitTaken(SOME);

      server.redeploy(newerVersion());
      server.resumeQueue();
      load.awaitTaken(SOME);
      assertThat(probe.count("event", "note = 'none'")).isGreaterThan(SOME);

      server.redeploy(Build.war());
      load.awaitTaken(SOME);
      assertNothingGoesOnOfTheOneBefore();
    }
    assertThat(load.refused())
        .allMatch(r -> r.matches("(" + REPEATED + "|" + ON_ITS_WAY + ").*"))
        .filteredOn(r -> r.startsWith(ON_ITS_WAY))
        .hasSizeLessThanOrEqualTo(REDEPLOYMENTS * Load.SENDERS);
    assertNothingLost(load);
  }

  /** Its threads would fail every second, for they find nothing of what they had. */
  private void assertNothingGoesOnOfTheOneBefore() throws IOException {
    long before = unexpectedFailures();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(RunningServer.SOON)
        .untilAsserted(() -> assertThat(unexpectedFailures()).isEqualTo(before));
  }

  private long unexpectedFailures() throws IOException {
    return suite.logText().lines().filter(line -> line.contains("Failed unexpectedly")).count();
  }

  /** Its client sees an end, not silence, and goes on after what it has heard. */
  @Test
  void redeploy_liveTail_endsAndGoesOn() {
    String live = "/catchment/api/live?org=acme";
    String viewer = "Bearer watch-token";
    try (LiveStream stream =
        LiveStream.open(server.uri(live), "Authorization", viewer).awaitBegin()) {
      server.redeploy(Build.war());
      await().atMost(RunningServer.SOON).until(stream::isOver);

      String uuid = Samples.uuid();
      String delivery = Samples.delivery(List.of(Samples.event(uuid)));
      await()
          .atMost(RunningServer.SOON)
          .ignoreExceptions()
          .until(() -> suite.okta.deliver(delivery).statusCode() == 204);
      try (LiveStream next =
          LiveStream.open(
              server.uri(live), "Authorization", viewer, "Last-Event-ID", stream.lastId())) {
        await().atMost(RunningServer.SOON).until(() -> next.uuids().contains(uuid));
      }
    }
  }

  @Test
  void stop_underLoad_losesNothing() {
    Load load = new Load(suite.okta);
    try (load) {
      load.awaitTaken(SOME);
      server.stop();
      server.startAgain();
      server.awaitReady();
      server.awaitApplications();
      load.awaitTaken(SOME);
    }
    // A server without the application answers 404: WildFly before its ports are closed, Payara
    // also while it starts. The operator's page says so.
    assertThat(load.refused())
        .allMatch(r -> r.matches("(" + answersWhenStopped + "|" + REPEATED + ").*"));
    assertNothingLost(load);
  }

  private void assertNothingLost(Load load) {
    List<String> taken = load.taken();
    await()
        .atMost(RunningServer.SOON)
        .untilAsserted(() -> assertThat(stored(load)).doesNotHaveDuplicates().containsAll(taken));
    suite.awaitOutboxEmpty();
    await()
        .atMost(RunningServer.SOON)
        .untilAsserted(() -> assertThat(probe.unheard(taken)).isEmpty());
  }

  private List<String> stored(Load load) {
    return probe.query("select uuid from event where " + load.condition()).stream()
        .map(row -> row.getString("uuid"))
        .toList();
  }

  /** This version with one migration more, as the next version may bring it. */
  private Path newerVersion() throws IOException {
    Path newer = suite.folder.resolve("newer.war");
    Files.copy(Build.war(), newer, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem war = FileSystems.newFileSystem(newer)) {
      Files.writeString(
          war.getPath("WEB-INF/classes/db/migration/V900__note.sql"),
          "alter table event add column note varchar(10) default 'none' not null;\n"
              + "create index event_by_note on event (note);\n");
    }
    return newer;
  }
}
