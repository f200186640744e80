package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.server.Server.WhenFull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for the others, and for itself, while a subscription is broken. */
abstract class FeedSuite {

  /** More than a server's default pool of threads for timed tasks has on a small machine. */
  private static final int STUCK = 8;

  private final ServerSuite suite;
  private final Probe probe;
  private final List<String> queues = new ArrayList<>();

  FeedSuite(ServerSuite suite) {
    this.suite = suite;
    this.probe = suite.probe;
  }

  @AfterEach
  void removeSubscriptions() {
    probe.update("delete from subscription where id > 1");
    queues.forEach(suite.server::removeQueue);
  }

  @Test
  void publish_whileOthersAreBroken_isNotDelayedAndTheyDrainInOrderLater() throws IOException {
    String full = createQueue("FeedFull", WhenFull.REFUSE);
    String stuck = createQueue("FeedStuck", WhenFull.BLOCK);
    subscribe(10, "late", full.replace("FeedFull", "FeedLate"));
    subscribe(11, "full", full);
    for (int i = 0; i < STUCK; i++) {
      subscribe(20 + i, "stuck" + i, stuck);
    }

    List<String> uuids = deliver(60);

    uuids.forEach(suite::awaitHeard);
    assertThat(backlog("late")).isEqualTo(60);
    assertThat(backlog("full")).isBetween(59.0, 60.0);
    assertThat(probe.count("outbox", "subscription_id >= 20")).isBetween(1L, 60L * STUCK);
    suite.assertReady(200, "broker");
    await().atMost(ServerSuite.SOON).until(() -> logged("late cannot be published") > 0);

    String late = createQueue("FeedLate", null);
    suite.server.makeRoom("FeedFull");
    suite.server.makeRoom("FeedStuck");

    awaitPublished("late", uuids, late);
    awaitPublished("full", uuids, full);
    suite.awaitOutboxEmpty();
    assertThat(probe.take(stuck, STUCK * 60)).hasSizeGreaterThanOrEqualTo(STUCK * 60);
    assertThat(logged("late cannot be published")).isEqualTo(1);
    assertThat(logged("late is published again")).isEqualTo(1);
  }

  @Test
  void unsubscribe_whileEventsWait_endsTheFeedAndForgetsThem() {
    String queue = createQueue("FeedGone", null);
    subscribe(30, "gone", queue);
    List<String> uuids = deliver(5);
    awaitPublished("gone", uuids, queue);

    queues.remove("FeedGone");
    suite.server.removeQueue("FeedGone");
    uuids = deliver(5);
    uuids.forEach(suite::awaitHeard);
    assertThat(backlog("gone")).isEqualTo(5);
    probe.update("delete from subscription where id = 30");

    suite.awaitOutboxEmpty();
    assertThat(Metrics.scrape(suite.okta).values().keySet())
        .doesNotContain("catchment_outbox_events{subscription=\"gone\"}");
    deliver(1).forEach(suite::awaitHeard);
  }

  private String createQueue(String name, WhenFull whenFull) {
    String jndiName = suite.server.createQueue(name, whenFull);
    queues.add(name);
    return jndiName;
  }

  private void subscribe(int id, String name, String destination) {
    probe.update(
        "insert into subscription (id, name, destination) values (%d, '%s', '%s')"
            .formatted(id, name, destination));
  }

  /** One event at a time: each commit wakes the feeds. */
  private List<String> deliver(int number) {
    List<String> uuids = Samples.uuids(number);
    for (String uuid : uuids) {
      String body = Samples.delivery(Samples.event(uuid));
      assertThat(suite.okta.deliver(body).statusCode()).isEqualTo(204);
    }
    suite.awaitStored(uuids);
    return uuids;
  }

  /**
   * Each once, although the broker refused them before in the middle of a batch, and in the order
   * of the outbox, which is that of the ids.
   */
  private void awaitPublished(String subscription, List<String> uuids, String queue) {
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(() -> assertThat(backlog(subscription)).isZero());
    List<String> inOrder =
        probe
            .query(
                "select uuid from event where uuid in ('"
                    + String.join("','", uuids)
                    + "') order by id")
            .stream()
            .map(row -> row.getString("uuid"))
            .toList();
    assertThat(probe.take(queue, uuids.size())).isEqualTo(inOrder);
  }

  private double backlog(String subscription) {
    return Metrics.scrape(suite.okta)
        .values()
        .get("catchment_outbox_events{subscription=\"" + subscription + "\"}");
  }

  private long logged(String text) throws IOException {
    return suite.logText().lines().filter(line -> line.contains(text)).count();
  }
}
