package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What clients of the live tail are told by its own threads, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class LiveTailSuite {

  static final EventQuery ALL = Queries.arriving(Optional.empty(), "", "");
  static final Position FIRST = new Position(LogsRequest.EARLIEST, 0);
  static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofDays(1);

  final TestDatabase database = database();
  final Events events = database.events(Clock.systemUTC());
  private final List<LiveTail> tails = new ArrayList<>();
  private Counted metrics;
  private int number;

  abstract TestDatabase database();

  @BeforeEach
  void count() {
    metrics = new Counted();
  }

  @AfterEach
  void clear() {
    tails.forEach(LiveTail::stop);
    tails.clear();
    database.clear();
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void look_storedByAnotherNode_isTold() {
    LiveTail tail = tail(OFTEN);
    store();
    Told told = letIn(tail, ALL, events.now());
    assertBegun(told);

    List<String> uuids = List.of(store(), store());

    await().atMost(SOON).untilAsserted(() -> assertThat(told.uuids()).isEqualTo(uuids));
  }

  @Test
  void wake_storedHere_isToldWithoutWaitingForTheNextLook() {
    LiveTail tail = tail(NEVER);
    Told told = letIn(tail, ALL, events.now());
    String first = store();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              tail.wake();
              assertThat(told.uuids()).containsExactly(first);
            });

    String second = store();
    tail.wake();
    tail.wake();

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(told.uuids()).containsExactly(first, second));
  }

  @Test
  void look_muchAtOnce_quickClientsHearAllOfIt() {
    LiveTail tail = tail(OFTEN);
    List<Told> clients = Stream.generate(() -> letIn(tail, ALL, events.now())).limit(5).toList();
    String first = store();
    await()
        .atMost(SOON)
        .until(() -> clients.stream().allMatch(told -> told.uuids().contains(first)));
    List<String> uuids = IntStream.range(0, 3_000).mapToObj(i -> "u-" + number++).toList();

    database.store("acme", uuids.stream().map(LiveTailSuite::event).toList());

    for (Told told : clients) {
      await().atMost(SOON).until(() -> told.uuids().contains(uuids.get(uuids.size() - 1)));
      assertThat(told.uuids()).hasSize(1 + uuids.size()).endsWith(uuids.toArray(new String[0]));
    }
  }

  /** As many that the quick one would be told no more than it has room for beyond the others. */
  @Test
  void look_oneTakesSomeHundredASecond_holdsUpNobodyAndHearsAll() {
    LiveTail tail = begin(new Timed(), OFTEN);
    Told quick = letIn(tail, ALL, events.now());
    Told slow = letIn(tail, ALL, events.now());
    String first = store();
    await().atMost(SOON).until(() -> quick.uuids().contains(first) && slow.uuids().contains(first));
    List<String> uuids = IntStream.range(0, 1_200).mapToObj(i -> "u-" + number++).toList();
    slow.beSlow();
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    try {
      AtomicInteger taken = new AtomicInteger();
      // However long the other one takes for all of them: so it cannot have waited for this one.
      Runnable some =
          () -> {
            if (taken.incrementAndGet() < uuids.size() / 2) {
              slow.take();
            }
          };
      pace.scheduleWithFixedDelay(some, 4, 4, TimeUnit.MILLISECONDS);
      database.store("acme", uuids.stream().map(LiveTailSuite::event).toList());

      await().atMost(SOON).until(() -> quick.uuids().size() == 1 + uuids.size());
      assertThat(slow.uuids()).hasSizeLessThan(uuids.size() / 2);
    } finally {
      pace.shutdown();
    }
    slow.beQuick();
    await().atMost(SOON).until(() -> slow.uuids().size() == 1 + uuids.size());
    assertThat(slow.uuids()).isEqualTo(quick.uuids());
  }

  @Test
  void letIn_farBehindWhileMoreComes_hearsEachEventOnce() {
    LiveTail tail = tail(OFTEN);
    List<String> uuids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      uuids.add("u-" + number++);
    }
    database.store("acme", uuids.stream().map(LiveTailSuite::event).toList());
    Told told = letIn(tail, ALL, FIRST);
    for (int i = 0; i < 100; i++) {
      uuids.add(store());
      tail.wake();
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(told.uuids()).hasSize(uuids.size()));
    assertThat(told.uuids()).isEqualTo(uuids);
  }

  @Test
  void letIn_moreClientsThanThereIsRoom_areRefusedUntilOneIsGone() {
    LiveTail tail = tail(OFTEN);
    Position now = events.now();
    List<Told> clients =
        IntStream.range(0, LiveTail.MAX_CLIENTS).mapToObj(i -> letIn(tail, ALL, now)).toList();
    Told oneMore = new Told();
    assertThat(tail.letIn(ALL, now, oneMore)).isFalse();
    assertThat(oneMore.frames()).isEmpty();

    clients.get(17).goAway();
    tail.beat();

    await().atMost(SOON).until(() -> tail.letIn(ALL, now, oneMore));
    String uuid = store();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(oneMore.uuids()).containsExactly(uuid);
              assertThat(clients.get(99).uuids()).containsExactly(uuid);
            });
  }

  /** By what is sent to them, by a frame that fails, and by the stop, all at the same time. */
  @Test
  void forget_clientsEndInSeveralWaysAtOnce_areCountedOutOnce() {
    LiveTail tail = tail(OFTEN);
    List<Told> clients =
        Stream.generate(() -> letIn(tail, ALL, FIRST)).limit(LiveTail.MAX_CLIENTS).toList();
    assertThat(clients()).isEqualTo(LiveTail.MAX_CLIENTS);
    clients.subList(0, 60).forEach(Told::goAway);
    clients.subList(60, 80).forEach(Told::getLost);

    ExecutorService threads = Executors.newFixedThreadPool(3);
    threads.execute(tail::beat);
    threads.execute(tail::beat);
    threads.execute(tail::stop);
    threads.shutdown();

    await().atMost(SOON).until(threads::isTerminated);
    await().atMost(SOON).until(() -> clients.stream().allMatch(Told::isClosed));
    assertThat(metrics.came).hasValue(LiveTail.MAX_CLIENTS);
    assertThat(metrics.went).hasValue(LiveTail.MAX_CLIENTS);
    assertThat(clients()).isZero();
  }

  @Test
  void later_noThreadCanBeHad_closesTheClientAndGivesItsPlaceBack() {
    Scarce threads = new Scarce();
    LiveTail tail = begin(new LiveTail(), threads, OFTEN);
    Told told = letIn(tail, ALL, events.now());
    String uuid = store();
    await().atMost(SOON).until(() -> told.uuids().contains(uuid));
    CountDownLatch over = new CountDownLatch(1);
    threads.none = true;
    keepThreadsBusy(tail, over);

    await()
        .atMost(SOON)
        .until(
            () -> {
              tail.beat();
              return told.isClosed();
            });

    assertThat(clients()).isZero();
    threads.none = false;
    over.countDown();
    Position now = events.now();
    assertThat(IntStream.range(0, LiveTail.MAX_CLIENTS))
        .allMatch(i -> tail.letIn(ALL, now, new Told()));
  }

  @Test
  void letIn_noThreadCanBeHad_closesTheClient() {
    Scarce threads = new Scarce();
    LiveTail tail = begin(new LiveTail(), threads, OFTEN);
    threads.none = true;

    Told told = letIn(tail, ALL, FIRST);

    await().atMost(SOON).until(told::isClosed);
    assertThat(clients()).isZero();
  }

  private static void keepThreadsBusy(LiveTail tail, CountDownLatch over) {
    boolean free = true;
    while (free) {
      free = tail.later(() -> hang(over));
    }
  }

  private static void hang(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void stop_clientsThere_endsThemAndLetsNobodyIn() {
    LiveTail tail = tail(OFTEN);
    Told quick = letIn(tail, ALL, events.now());
    Told slow = letIn(tail, ALL, events.now());
    slow.beSlow();
    tail.beat();

    tail.stop();

    assertThat(quick.isClosed()).isTrue();
    assertThat(slow.isClosed()).isTrue();
    assertThat(tail.letIn(ALL, FIRST, new Told())).isFalse();
    tail.wake();
  }

  /** Busy or not, and also one that takes nothing. */
  @Test
  void beat_afterAnHour_everyClientIsEndedWithinIt() {
    Timed tail = new Timed();
    begin(tail, NEVER);
    Told quick = letIn(tail, ALL, FIRST);
    Told stuck = letIn(tail, ALL, FIRST);
    stuck.beSlow();
    tail.beat();
    tail.pass(Duration.ofMinutes(30));
    Told later = letIn(tail, ALL, FIRST);

    tail.pass(Duration.ofMinutes(28));
    tail.beat();
    assertThat(clients()).isEqualTo(3);
    tail.pass(Duration.ofMinutes(2).minus(LiveTail.BEAT));
    tail.beat();

    await().atMost(SOON).until(() -> quick.isClosed() && stuck.isClosed());
    assertThat(clients()).isEqualTo(1);
    assertThat(later.isClosed()).isFalse();
  }

  /** WildFly waits for it without a limit. */
  @Test
  void beat_afterAnHour_clientThatTakesNothingKeepsNoThread() {
    Timed tail = new Timed();
    begin(tail, NEVER);
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Told stuck = letIn(tail, ALL, FIRST);
    stuck.atClose(
        () -> {
          waiting.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });

    tail.pass(LiveTail.LIFETIME.plusNanos(1));
    tail.beat();

    await().atMost(SOON).until(() -> waiting.getCount() == 0);
    assertThat(clients()).isZero();
    await().atMost(SOON).until(() -> interrupted.getCount() == 0);
    await().atMost(SOON).until(stuck::isClosed);
  }

  /** It comes to the door before the stop, and is inside only after that has ended all others. */
  @Test
  void letIn_whileItStops_isClosed() {
    LiveTail tail = tail(OFTEN);
    metrics.before = tail::stop;
    Told told = new Told();

    tail.letIn(ALL, FIRST, told);

    assertThat(told.isClosed()).isTrue();
    assertThat(clients()).isZero();
  }

  /** A tail that has begun; it is stopped after the test. */
  LiveTail tail(Duration look) {
    return begin(new LiveTail(), look);
  }

  private LiveTail begin(LiveTail tail, Duration look) {
    return begin(tail, Executors.defaultThreadFactory(), look);
  }

  private LiveTail begin(LiveTail tail, ThreadFactory threads, Duration look) {
    tail.events = events;
    tail.metrics = metrics;
    tail.start(threads, look);
    tails.add(tail);
    return tail;
  }

  /** As the metrics show it. */
  private double clients() {
    return metrics.registry.scrape("catchment_live_clients"::equals).stream()
        .flatMap(snapshot -> ((GaugeSnapshot) snapshot).getDataPoints().stream())
        .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
        .sum();
  }

  /** Its time stands until it is told otherwise. */
  private static final class Timed extends LiveTail {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);

    void pass(Duration some) {
      time.addAndGet(some.toNanos());
    }

    @Override
    public long nanoTime() {
      return time.get();
    }

    @Override
    Duration timeToClose() {
      return Duration.ofMillis(100);
    }
  }

  /** Makes threads as a server does, which has no more at some time. */
  private static final class Scarce implements ThreadFactory {
    private volatile boolean none;

    @Override
    public Thread newThread(Runnable work) {
      return none ? null : new Thread(work);
    }
  }

  /** Counts who comes and goes; may do something before it does. */
  private static final class Counted extends LiveMetrics {
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger went = new AtomicInteger();
    private Runnable before = () -> {};

    Counted() {
      registry = new PrometheusRegistry();
      register(new Object());
    }

    @Override
    void came() {
      before.run();
      came.incrementAndGet();
      super.came();
    }

    @Override
    void went() {
      went.incrementAndGet();
      super.went();
    }
  }

  static Told letIn(LiveTail tail, EventQuery query, Position begin) {
    Told told = new Told();
    assertThat(tail.letIn(query, begin, told)).isTrue();
    return told;
  }

  /** The place comes in the thread that lets in. */
  private static void assertBegun(Told told) {
    assertThat(told.frames()).hasSize(1).first().isInstanceOf(Frame.Reached.class);
  }

  private String store() {
    String uuid = "u-" + number++;
    database.store("acme", List.of(event(uuid)));
    return uuid;
  }

  static String event(String uuid) {
    return "{\"uuid\":\"" + uuid + "\",\"published\":\"2026-01-31T12:00:00Z\"}";
  }
}
