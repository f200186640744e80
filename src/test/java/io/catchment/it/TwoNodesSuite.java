package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.catchment.pretend.Bucket;
import io.catchment.pretend.Hook;
import io.catchment.pretend.PretendEvents;
import io.catchment.pretend.PretendOkta;
import io.catchment.pretend.Sending;
import io.catchment.server.Build;
import io.catchment.server.Server;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What holds for two servers with one database, each with a broker of its own, for one org: what is
 * done on a timer is done by one of them, what comes to both is stored once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodesSuite {

  private static final String ORG = "shared";
  private static final String TOKEN = "pretend-token-of-two-nodes";
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int OKTA_PORT_OFFSET = 11;
  private static final int NODE_PORT_OFFSET = 15;
  private static final int DELIVERIES = 60;
  private static final int EVENTS = 3;
  private static final int CALLERS = 16;

  /** What keeps the other waiting for a node that died; longer than a busy machine may pause. */
  private static final Duration SETTING = Duration.ofSeconds(15);

  /** The longest that such a node holds: that, and two intervals for the hook. */
  private static final Duration LEASE = SETTING.plusSeconds(2);

  /** What the other needs to see that it is over, and to do the work, on a busy machine. */
  private static final Duration TAKING_OVER = Duration.ofSeconds(20);

  private final PostgresSuite suite;
  private final PretendOkta pretend;
  private final PretendEvents events = new PretendEvents(11);
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private Node first;
  private Node second;

  TwoNodesSuite(PostgresSuite suite) {
    this.suite = suite;
    this.pretend = new PretendOkta(suite.port + OKTA_PORT_OFFSET, Clock.systemUTC());
  }

  /** What each of the servers needs of settings, besides those that it has. */
  static void configure(Server server, int port) {
    String prefix = "catchment.org." + ORG;
    server
        .withMore("catchment.orgs", ORG)
        .with(prefix + ".url", "http://127.0.0.1:" + (port + OKTA_PORT_OFFSET))
        .with(prefix + ".api-token", TOKEN)
        .with(prefix + ".secrets", Okta.SECRET)
        .with("catchment.lease", SETTING.toString())
        .with("catchment.reconcile.interval", "PT1S")
        .with("catchment.reconcile.grace", GRACE.toString());
  }

  @BeforeAll
  void startSecond() throws IOException {
    pretend.tokens().accept(TOKEN);
    pretend.start();
    Path folder = Build.file("it", suite.getClass().getSimpleName() + "-second");
    Server.clear(folder);
    Server server =
        Server.of("wildfly", folder, suite.port + NODE_PORT_OFFSET, suite.database())
            .with("catchment.node", "second")
            .with("catchment.tokens", "watch, run")
            .with("catchment.token.watch.secret", "watch-token")
            .with("catchment.token.run.secret", "run-token")
            .with("catchment.token.run.role", "operator");
    configure(server, suite.port);
    first = new Node(suite.server, suite.okta, suite.probe);
    second = Node.of(server);
    server.start(Build.war(), Build.probe());
  }

  @AfterAll
  void stopSecond() {
    callers.shutdown();
    second.server().close();
    pretend.close();
  }

  @BeforeEach
  void sendAll() {
    pretend.sender().send(Sending.FAITHFUL);
  }

  @Test
  void poll_systemLog_isDoneByOneNode() {
    register(first, first);
    Node reader = awaitReader();
    Node idle = other(reader);
    double idleBefore = logRequests(idle);
    double readerBefore = logRequests(reader);
    int before = pretend.rateLimit(Bucket.LOGS).requests();

    List<String> uuids = publish(5);

    await()
        .atMost(ServerSuite.SOON)
        .until(() -> pretend.rateLimit(Bucket.LOGS).requests() >= before + 4);
    assertThat(logRequests(idle)).isEqualTo(idleBefore);
    int asked = pretend.rateLimit(Bucket.LOGS).requests() - before;
    // One may be on its way at either end.
    assertThat(logRequests(reader) - readerBefore).isCloseTo(asked, within(2.0));
    suite.awaitStored(uuids);
  }

  @Test
  void register_onEitherNode_isTheSameHookAndMendedByOneNode() {
    register(first, first);
    String id = only().id();
    register(second, second);
    assertThat(only().id()).isEqualTo(id);
    double foundByFirst = foundNotDelivering(first);
    double foundBySecond = foundNotDelivering(second);

    pretend.hooks().unverify(id);

    await().atMost(ServerSuite.SOON).until(() -> only().isVerified());
    List<Double> found =
        List.of(
            foundNotDelivering(first) - foundByFirst, foundNotDelivering(second) - foundBySecond);
    assertThat(found).filteredOn(times -> times > 0).hasSize(1);
    for (Node node : List.of(first, second)) {
      await().atMost(ServerSuite.SOON).until(() -> delivers(node));
    }
  }

  @Test
  void deliver_sameDeliveriesToBothAtTheSameTime_areStoredAndPublishedOnce() {
    List<String> uuids = new ArrayList<>();
    double before = duplicates();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      List<String> some = Samples.uuids(EVENTS);
      uuids.addAll(some);
      String body = Samples.delivery(some.stream().map(Samples::event).toList());
      for (Node node : List.of(first, second)) {
        answers.add(CompletableFuture.supplyAsync(() -> deliver(node, body), callers));
      }
    }

    assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(204);
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> assertThat(duplicates() - before).isGreaterThanOrEqualTo(uuids.size()));
    assertThat(suite.probe.storedEvents(uuids)).isEqualTo(uuids.size());
    suite.awaitOutboxEmpty();
    awaitHeardBySomebody(uuids);
    assertThat(Stream.of(first, second).flatMap(node -> node.probe().unheard(uuids).stream()))
        .as("not heard by the one or the other, for it was published to one of their brokers")
        .containsExactlyInAnyOrderElementsOf(uuids);
  }

  @Test
  void live_onEitherNode_hearsOfTheEventsOfBoth() {
    List<LiveStream> streams =
        Stream.of(first, second)
            .map(node -> live(node).awaitBegin())
            .collect(Collectors.toCollection(ArrayList::new));
    try {
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      List<String> uuids = new ArrayList<>();
      for (int i = 0; i < DELIVERIES; i++) {
        List<String> some = Samples.uuids(EVENTS);
        uuids.addAll(some);
        String body = Samples.delivery(some.stream().map(Samples::event).toList());
        Node node = i % 2 == 0 ? first : second;
        answers.add(CompletableFuture.supplyAsync(() -> deliver(node, body), callers));
      }
      assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(204);
      suite.awaitStored(uuids);
      for (LiveStream stream : streams) {
        await()
            .atMost(ServerSuite.SOON)
            .untilAsserted(() -> assertThat(stream.uuids()).containsAll(uuids));
        assertThat(stream.uuids()).doesNotHaveDuplicates();
      }
      assertThat(among(uuids, streams.get(0))).isEqualTo(among(uuids, streams.get(1)));
      streams.add(openAfter(second, streams.get(0).messages().get(0).id()));
      await()
          .atMost(ServerSuite.SOON)
          .untilAsserted(() -> assertThat(streams.get(2).uuids()).containsAll(uuids));
    } finally {
      streams.forEach(LiveStream::close);
    }
  }

  /** Those of these events that a client heard of, in the order in which it did. */
  private static List<String> among(List<String> uuids, LiveStream stream) {
    return stream.uuids().stream().filter(uuids::contains).toList();
  }

  private static LiveStream live(Node node) {
    return LiveStream.open(
        node.server().uri("/catchment/api/live?org=" + ORG), "Authorization", "Bearer watch-token");
  }

  /** A place that one node told is good on the other. */
  private static LiveStream openAfter(Node node, String lastId) {
    return LiveStream.open(
        node.server().uri("/catchment/api/live?org=" + ORG),
        "Authorization",
        "Bearer watch-token",
        "Last-Event-ID",
        lastId);
  }

  /** A page that is in the broker of the node that died is stored when that is back. */
  @Test
  void kill_nodeThatReads_isFollowedByTheOtherWithinTheLease() {
    Node reader = awaitReader();
    Node other = other(reader);
    register(other, other);
    String id = only().id();
    pretend.sender().send(Sending.FAITHFUL.losing(1));
    List<String> onTheirWay = publish(20);
    List<String> after;
    reader.server().kill();
    try {
      after = publish(20);
      pretend.hooks().unverify(id);
      await()
          .atMost(LEASE.plus(TAKING_OVER))
          .untilAsserted(
              () -> {
                assertThat(other.probe().storedEvents(after)).isEqualTo(after.size());
                assertThat(only().isVerified()).isTrue();
              });
    } finally {
      reader.server().restart();
    }

    List<String> all = Stream.concat(onTheirWay.stream(), after.stream()).toList();
    suite.awaitStored(all);
    await().atMost(ServerSuite.SOON).untilAsserted(() -> assertThat(gaps(all)).isEqualTo(40));
    suite.awaitOutboxEmpty();
    awaitHeardBySomebody(all);
    assertThat(awaitReader()).isSameAs(other);
  }

  // --- Steps ---

  /** A server with Catchment, and the ways to it. */
  private record Node(Server server, Okta okta, Probe probe) {
    static Node of(Server server) {
      Okta okta = new Okta(server);
      return new Node(server, okta, new Probe(okta));
    }
  }

  private Node other(Node node) {
    return node == first ? second : first;
  }

  /** The node that asks for the System Log next. */
  private Node awaitReader() {
    double byFirst = logRequests(first);
    double bySecond = logRequests(second);
    await()
        .atMost(LEASE.plus(TAKING_OVER))
        .until(() -> logRequests(first) > byFirst || logRequests(second) > bySecond);
    return logRequests(first) > byFirst ? first : second;
  }

  /** How often a node got a page of the System Log. */
  private static double logRequests(Node node) {
    return sum(node, "catchment_okta_requests_total", "bucket=\"logs\"", "status=\"200\"");
  }

  private double duplicates() {
    return Stream.of(first, second)
        .mapToDouble(node -> sum(node, "catchment_events_total", "outcome=\"duplicate\""))
        .sum();
  }

  private static double foundNotDelivering(Node node) {
    return sum(node, "catchment_hook_not_delivering_total");
  }

  /** The org's series of a name with these labels together. */
  private static double sum(Node node, String name, String... labels) {
    return Metrics.scrape(node.okta()).values().entrySet().stream()
        .filter(series -> series.getKey().startsWith(name + "{"))
        .filter(series -> series.getKey().contains("org=\"" + ORG + "\""))
        .filter(series -> Stream.of(labels).allMatch(series.getKey()::contains))
        .mapToDouble(series -> series.getValue())
        .sum();
  }

  private List<String> publish(int number) {
    List<String> types = PretendEvents.hookEventTypes();
    return IntStream.range(0, number)
        .mapToObj(i -> events.next(types.get(i % types.size()), Instant.now()))
        .map(
            event -> {
              pretend.publish(event);
              return event.uuid();
            })
        .toList();
  }

  private static int deliver(Node node, String body) {
    return node.okta()
        .send(node.okta().delivery(ORG).POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  /** Has one node register the hook with the address of one of them. */
  private void register(Node by, Node called) {
    String types =
        PretendEvents.hookEventTypes().stream()
            .map(type -> '"' + type + '"')
            .collect(Collectors.joining(","));
    String wish =
        "{\"uri\":\"%s\",\"events\":[%s]}"
            .formatted(called.server().uri("/catchment/hooks/" + ORG), types);
    HttpResponse<String> answer =
        await()
            .atMost(ServerSuite.SOON)
            .until(() -> hook(by, "PUT", "run-token", wish), tried -> tried.statusCode() != 503);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static boolean delivers(Node node) {
    return hook(node, "GET", "watch-token", "").body().contains("\"delivers\":true");
  }

  private static HttpResponse<String> hook(Node node, String method, String token, String body) {
    return node.okta()
        .send(
            node.okta()
                .request("/catchment/api/orgs/" + ORG + "/hook")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
  }

  private Hook only() {
    assertThat(pretend.hooks().all()).hasSize(1);
    return pretend.hooks().all().get(0);
  }

  private long gaps(List<String> uuids) {
    return suite.probe.count(
        "gap g join event e on e.id = g.event_id",
        "e.uuid in ('" + String.join("','", uuids) + "')");
  }

  private void awaitHeardBySomebody(List<String> uuids) {
    await()
        .atMost(ServerSuite.SOON)
        .untilAsserted(
            () -> {
              List<String> unheard = first.probe().unheard(uuids);
              assertThat(unheard.isEmpty() ? unheard : second.probe().unheard(unheard)).isEmpty();
            });
  }
}
