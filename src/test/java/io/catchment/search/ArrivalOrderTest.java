package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.event.Delivery;
import io.catchment.filter.Keywords;
import io.catchment.store.Writing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever follows the order of arrival on PostgreSQL, while writers commit in another. */
class ArrivalOrderTest {

  private static final int WRITERS = 6;
  private static final int DELIVERIES = 25;
  private static final String PUBLISHED = "2026-01-31T12:00:00Z";

  private static final EventQuery ALL =
      new EventQuery(
          Sources.ALL,
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          new Keywords(List.of()),
          Order.ARRIVAL);

  private static TestDatabase database;
  private static Writing writing;
  private static Events events;
  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    database = TestDatabase.postgres();
    writing = new Writing(database.dataSource(), false);
    events = database.events(Clock.systemUTC());
    threads = Executors.newCachedThreadPool();
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    writing.close();
    database.close();
  }

  @AfterEach
  void clear() {
    database.clear();
  }

  /** The way of a transaction into the database. */
  private interface Storing {
    void store(List<Delivery> deliveries, Callable<?> beforeCommit);
  }

  private static List<Delivery> delivery(String... uuids) {
    List<String> json = new ArrayList<>();
    for (String uuid : uuids) {
      json.add("{\"uuid\":\"" + uuid + "\",\"published\":\"" + PUBLISHED + "\"}");
    }
    return List.of(TestDatabase.delivery("acme", json));
  }

  /** One that reads along. */
  private static final class Poller {
    private final List<String> seen = new ArrayList<>();
    private Optional<Position> at = Optional.empty();

    void poll() {
      EventPage page = events.read(ALL, at, 7);
      page.events().forEach(event -> seen.add(event.uuid()));
      at = Optional.of(page.end());
    }
  }

  /** The first transaction takes its ids first and commits last. */
  private static Poller pollBetween(Storing storing) throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Callable<Void> wait =
        () -> {
          written.countDown();
          assertThat(commit.await(30, TimeUnit.SECONDS)).isTrue();
          return null;
        };
    Future<?> slow = threads.submit(() -> storing.store(delivery("slow"), wait));
    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
    storing.store(delivery("quick"), () -> null);
    Poller poller = new Poller();
    poller.poll();
    commit.countDown();
    slow.get();
    poller.poll();
    return poller;
  }

  @Test
  void poll_lowerIdsCommitLater_areSeen() throws Exception {
    database.store("acme", List.of("{\"uuid\":\"first\",\"published\":\"" + PUBLISHED + "\"}"));

    assertThat(pollBetween(writing::storeSlowly).seen).containsExactly("first", "slow", "quick");
  }

  @Test
  void poll_sequenceNeverUsed_nothingIsPassed() throws Exception {
    database.execute("alter sequence event_seq restart");

    assertThat(pollBetween(writing::storeSlowly).seen).containsExactly("slow", "quick");
  }

  /** What the lock is for. */
  @Test
  void poll_lowerIdsCommitLaterUnannounced_areMissed() throws Exception {
    assertThat(pollBetween(writing::storeUnannounced).seen).containsExactly("quick");
  }

  @Test
  void poll_transactionIsRolledBack_goesOn() throws Exception {
    Callable<Void> fail =
        () -> {
          database.store("acme", List.of("{\"uuid\":\"u\",\"published\":\"" + PUBLISHED + "\"}"));
          throw new IllegalStateException("This transaction is not to be committed.");
        };
    Future<?> failing = threads.submit(() -> writing.storeSlowly(delivery("never"), fail));
    await().atMost(Duration.ofSeconds(30)).until(failing::isDone);
    Poller poller = new Poller();

    poller.poll();

    assertThat(poller.seen).containsExactly("u");
  }

  @Test
  void poll_locksOfOthers_doNotMatter() throws Exception {
    database.store("acme", List.of("{\"uuid\":\"u\",\"published\":\"" + PUBLISHED + "\"}"));
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(0), pg_advisory_xact_lock(-1)");
      statement.execute("select pg_advisory_xact_lock(1124073472, 0)");
      Poller poller = new Poller();

      poller.poll();

      assertThat(poller.seen).containsExactly("u");
      connection.rollback();
    }
  }

  @Test
  void poll_manyWriters_everyEventOnce() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Poller>> pollers =
        IntStream.range(0, 2).mapToObj(i -> threads.submit(() -> pollUntil(over))).toList();
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(threads.submit(() -> write(writer)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    over.set(true);
    for (Future<Poller> poller : pollers) {
      assertThat(poller.get().seen).doesNotHaveDuplicates().hasSize(WRITERS * DELIVERIES * 2);
    }
  }

  private static Poller pollUntil(AtomicBoolean over) {
    Poller poller = new Poller();
    boolean last;
    do {
      last = over.get();
      poller.poll();
    } while (!last || events.read(ALL, poller.at, 1).events().size() > 0);
    return poller;
  }

  private static void write(int writer) {
    Random random = new Random(writer);
    for (int i = 0; i < DELIVERIES; i++) {
      String uuid = writer + "-" + i;
      int millis = random.nextInt(4) == 0 ? random.nextInt(60) : 0;
      writing.storeSlowly(
          delivery(uuid + "-a", uuid + "-b"),
          () -> new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS));
    }
  }
}
