package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.event.Origin;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What clients of the live tail are told step by step, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class LiveReaderSuite {

  private static final EventQuery ALL = Queries.arriving(Optional.empty(), "", "");
  private static final Position FIRST = new Position(LogsRequest.EARLIEST, 0);

  private final TestDatabase database = database();
  private final Failing events = failing(database);
  private LiveReader reader = new LiveReader(events);
  private final Steps steps = new Steps();
  private int number;

  abstract TestDatabase database();

  @AfterEach
  void clear() {
    database.clear();
    events.failing = false;
    events.settled = Long.MAX_VALUE;
    reader = new LiveReader(events);
    steps.clear();
  }

  @AfterAll
  void close() {
    database.close();
  }

  // --- Abreast ---

  @Test
  void look_newEvents_areToldInTheirOrder() {
    store(2);
    Position now = events.now();
    Told told = new Told();
    begin(ALL, now, told);
    List<String> first = store(3);
    lookAtAll();
    List<String> second = store(2);
    lookAtAll();
    lookAtAll();

    assertThat(told.frames().get(0)).isEqualTo(new Frame.Reached(now));
    assertThat(told.uuids()).containsExactlyElementsOf(joined(first, second));
    assertThat(told.frames()).hasSize(6);
  }

  @Test
  void look_filterWordsAndOrg_areKeptToEachClient() {
    Told one = new Told();
    Told other = new Told();
    Told org = new Told();
    Told words = new Told();
    begin(Queries.arriving(Optional.empty(), "eventType eq \"a\"", ""), events.now(), one);
    begin(Queries.arriving(Optional.empty(), "not (eventType eq \"a\")", ""), events.now(), other);
    begin(Queries.arriving(Optional.of("other"), "", ""), events.now(), org);
    begin(Queries.arriving(Optional.empty(), "", "KIM b"), events.now(), words);

    database.store("acme", List.of(event("u-1", "a", "Kim"), event("u-2", "b", "kim")));
    database.store("other", List.of(event("u-3", "b", "Lee")));
    lookAtAll();

    assertThat(one.uuids()).containsExactly("u-1");
    assertThat(other.uuids()).containsExactly("u-2", "u-3");
    assertThat(org.uuids()).containsExactly("u-3");
    assertThat(words.uuids()).containsExactly("u-2");
  }

  @Test
  void look_orgsAndOrigins_areKeptToEachClient() {
    Told orgs = new Told();
    Told both = new Told();
    Told recovered = new Told();
    begin(from(new Sources(Set.of("acme", "other"), Set.of())), events.now(), orgs);
    begin(from(new Sources(Set.of("other"), Set.of(Origin.HOOK))), events.now(), both);
    begin(from(new Sources(Set.of(), Set.of(Origin.SYSTEM_LOG))), events.now(), recovered);

    database.store("acme", List.of(event("u-1", "a", "Kim")));
    database.store("other", List.of(event("u-2", "b", "Lee")));
    database.store("third", List.of(event("u-3", "b", "Lee")));
    database.execute("update event set origin = 'SYSTEM_LOG' where uuid = 'u-3'");
    lookAtAll();

    assertThat(orgs.uuids()).containsExactly("u-1", "u-2");
    assertThat(both.uuids()).containsExactly("u-2");
    assertThat(recovered.uuids()).containsExactly("u-3");
  }

  private static EventQuery from(Sources sources) {
    return new EventQuery(
        sources, ALL.since(), ALL.until(), ALL.filter(), ALL.keywords(), ALL.order());
  }

  @Test
  void look_publishedBeforeTheQueryBegins_isNotTold() {
    EventQuery late =
        new EventQuery(
            Sources.ALL,
            Instant.parse("2026-02-01T00:00:00Z"),
            Optional.empty(),
            Optional.empty(),
            ALL.keywords(),
            Order.ARRIVAL);
    Told told = new Told();
    begin(late, events.now(), told);

    store(1);
    lookAtAll();

    assertThat(told.uuids()).isEmpty();
  }

  @Test
  void look_clientsOfSeveralPlaces_hearEachEventOnce() {
    List<String> all = new ArrayList<>(store(5));
    Told fromTheBeginning = new Told();
    begin(ALL, FIRST, fromTheBeginning);
    all.addAll(store(5));
    Told later = new Told();
    begin(ALL, FIRST, later);
    all.addAll(store(5));
    Told last = new Told();
    begin(ALL, events.now(), last);
    List<String> rest = store(5);
    all.addAll(rest);
    lookAtAll();

    assertThat(fromTheBeginning.uuids()).containsExactlyElementsOf(all);
    assertThat(later.uuids()).containsExactlyElementsOf(all);
    assertThat(last.uuids()).containsExactlyElementsOf(rest);
  }

  @Test
  void look_nobodyThere_readsNothing() {
    events.failing = true;

    assertThat(reader.look()).isFalse();
  }

  @Test
  void look_databaseFails_goesOnWhereItWas() {
    Told told = new Told();
    begin(ALL, events.now(), told);
    List<String> uuids = store(2);
    events.failing = true;
    assertThatThrownBy(reader::look).isInstanceOf(IllegalStateException.class);
    events.failing = false;

    lookAtAll();

    assertThat(told.uuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void look_searchesTakeAllTurns_readsAllTheSame() throws Exception {
    Told told = new Told();
    begin(ALL, events.now(), told);
    CountDownLatch over = new CountDownLatch(1);
    ExecutorService searches = takeAllTurns(over);
    try {
      List<String> uuids = store(2);
      lookAtAll();
      Told later = new Told();
      begin(ALL, FIRST, later);

      assertThat(told.uuids()).containsExactlyElementsOf(uuids);
      assertThat(later.uuids()).containsExactlyElementsOf(uuids);
    } finally {
      over.countDown();
      searches.shutdown();
    }
  }

  /** Until it is over. */
  private ExecutorService takeAllTurns(CountDownLatch over) throws InterruptedException {
    ExecutorService searches = Executors.newCachedThreadPool();
    CountDownLatch begun = new CountDownLatch(Events.AT_ONCE);
    for (int i = 0; i < Events.AT_ONCE; i++) {
      searches.execute(() -> events.inTurn(() -> search(begun, over)));
    }
    begun.await();
    return searches;
  }

  private static boolean search(CountDownLatch begun, CountDownLatch over) {
    try {
      begun.countDown();
      return over.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // --- Behind ---

  @Test
  void catchUp_farBehind_isToldAllWithoutSkipping() {
    List<String> all = new ArrayList<>(store(3 * Waiting.MAX_EVENTS));
    Told told = new Told();
    told.beSlow();
    begin(ALL, FIRST, told);
    for (int i = 0; i < 100; i++) {
      assertThat(told.take()).isTrue();
    }
    all.addAll(store(50));
    lookAtAll();
    takeAll(told);
    all.addAll(store(10));
    lookAtAll();
    takeAll(told);

    assertThat(told.uuids()).containsExactlyElementsOf(all);
    assertThat(told.frames()).noneMatch(Frame.Skipped.class::isInstance);
  }

  @Test
  void catchUp_largeEvents_isToldAllWithoutSkipping() {
    String filler = "x".repeat((int) Waiting.MAX_SIZE / 3);
    List<String> uuids = IntStream.range(0, 8).mapToObj(i -> "large-" + i).toList();
    uuids.forEach(uuid -> database.store("acme", List.of(event(uuid, "a", filler))));
    Told told = new Told();
    told.beSlow();

    begin(ALL, FIRST, told);
    takeAll(told);

    assertThat(told.uuids()).containsExactlyElementsOf(uuids);
  }

  @Test
  void catchUp_rareEvents_comesAbreastOnlyWithAll() {
    for (int i = 0; i < 5; i++) {
      store(300);
      database.store("acme", List.of(event("rare-" + i, "rare", "")));
    }
    Told told = new Told();
    begin(Queries.arriving(Optional.empty(), "eventType eq \"rare\"", ""), FIRST, told);
    database.store("acme", List.of(event("rare-5", "rare", "")));
    lookAtAll();

    assertThat(told.uuids())
        .containsExactly("rare-0", "rare-1", "rare-2", "rare-3", "rare-4", "rare-5");
  }

  /** It has room for one page of its own, and for another while it joins, but then for none. */
  @Test
  void catchUp_muchComesWhileItJoins_comesAbreastOnlyWithRoom() {
    List<String> all = new ArrayList<>(store(Waiting.MAX_EVENTS / 2));
    Told told = new Told();
    told.beSlow();
    begin(ALL, FIRST, told);
    events.beforeReads.add(() -> {});
    events.beforeReads.add(() -> all.addAll(store(Waiting.MAX_EVENTS / 2)));
    told.take();
    assertThat(events.beforeReads).isEmpty();

    all.addAll(store(10));
    lookAtAll();
    steps.nanoTime += Waiting.PATIENCE.toNanos() + 1;
    takeAll(told);

    assertThat(told.uuids()).containsExactlyElementsOf(all);
    assertThat(told.frames()).noneMatch(Frame.Skipped.class::isInstance);
    assertThat(reader.hasClients()).isTrue();
  }

  /** As it does when a transaction says that it will store something. */
  @Test
  void catchUp_settledIdGoesBack_missesNothing() {
    Position begin = events.now();
    Told early = new Told();
    begin(ALL, begin, early);
    List<String> all = new ArrayList<>(store(3));
    lookAtAll();
    events.settled = events.now().id() - 2;
    Told late = new Told();
    begin(ALL, begin, late);
    events.settled = Long.MAX_VALUE;
    all.addAll(store(1));
    lookAtAll();

    assertThat(late.uuids()).containsExactlyElementsOf(all);
    assertThat(early.uuids()).containsExactlyElementsOf(all);
  }

  // --- Slow ---

  @Test
  void look_slowClient_isToldWhatItSkippedAndWhereThatIs() {
    Told told = new Told();
    begin(ALL, events.now(), told);
    told.forget();
    told.beSlow();
    List<String> onItsWay = store(1);
    lookAtAll();
    List<String> waiting = store(Waiting.MAX_EVENTS);
    List<String> skipped = store(44);
    lookAtAll();
    steps.nanoTime += Waiting.PATIENCE.toNanos() + 1;
    told.beQuick();
    List<String> after = store(1);
    lookAtAll();

    assertThat(told.uuids()).containsExactlyElementsOf(joined(onItsWay, waiting, after));
    Frame.Skipped gap = (Frame.Skipped) told.frames().get(1 + Waiting.MAX_EVENTS);
    assertThat(gap.number()).isEqualTo(44);
    assertThat(steps.skipped).isEqualTo(44);
    assertThat(uuids(events.read(ALL, Optional.of(gap.after()), 44)))
        .containsExactlyElementsOf(skipped);
    assertThat(uuids(events.read(ALL, Optional.of(gap.end()), 44)))
        .containsExactlyElementsOf(after);
  }

  @Test
  void look_slowClient_keepsNobodyElseWaiting() {
    Told slow = new Told();
    Told quick = new Told();
    begin(ALL, events.now(), slow);
    begin(ALL, events.now(), quick);
    slow.beSlow();

    List<String> uuids = store(2 * Waiting.MAX_EVENTS);
    lookAtAll();

    assertThat(slow.uuids()).hasSize(1);
    assertThat(quick.uuids()).containsExactlyElementsOf(uuids);
  }

  /** It takes what it has room for in time, again and again, but all others are told more. */
  @Test
  void look_clientDoesNotKeepUp_isReadForAloneUntilItHasCaughtUp() {
    Told told = new Told();
    begin(ALL, events.now(), told);
    told.beSlow();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.addAll(store(Waiting.MAX_EVENTS));
      lookAtAll();
      for (int j = 0; j < Waiting.MAX_EVENTS / 2; j++) {
        assertThat(told.take()).isTrue();
      }
      steps.nanoTime += Waiting.PATIENCE.toNanos();
    }
    takeAll(told);
    assertThat(told.uuids()).containsExactlyElementsOf(all);

    events.failing = true;
    assertThatThrownBy(reader::look).isInstanceOf(IllegalStateException.class);
    events.failing = false;
    all.addAll(store(3));
    lookAtAll();
    takeAll(told);

    assertThat(told.uuids()).containsExactlyElementsOf(all);
    assertThat(told.frames()).noneMatch(Frame.Skipped.class::isInstance);
    assertThat(steps.skipped).isZero();
  }

  // --- Signs of life ---

  @Test
  void beat_nothingForTheClient_tellsThePlaceOnlyIfItMoved() {
    Told told = new Told();
    LiveClient client =
        begin(Queries.arriving(Optional.empty(), "eventType eq \"no\"", ""), events.now(), told);
    store(1);
    lookAtAll();
    told.forget();

    client.beat();
    client.beat();

    assertThat(told.frames())
        .containsExactly(new Frame.Reached(client.place()), new Frame.StillHere());
    assertThat(client.place().id()).isEqualTo(events.now().id());
  }

  /** Two frames would be on their way at the same time. */
  @Test
  void beat_beforeItBegins_sendsNothingYet() {
    Told told = new Told();
    LiveClient client = new LiveClient(ALL, events.now(), told, steps);

    client.beat();

    assertThat(told.frames()).isEmpty();
    client.start();
    assertThat(told.frames()).hasSize(1);
  }

  // --- The client goes ---

  @Test
  void send_clientIsGone_endsIt() {
    Told told = new Told();
    LiveClient client = begin(ALL, events.now(), told);
    told.goAway();

    client.beat();

    assertThat(client.isOver()).isTrue();
    assertThat(told.isClosed()).isTrue();
    assertThat(steps.forgotten).containsExactly(client);
    assertThat(reader.hasClients()).isFalse();
  }

  @Test
  void send_clientIsGoneAndTheStageDoesNotSaySo_endsIt() {
    Told told = new Told();
    LiveClient client = begin(ALL, events.now(), told);
    told.getLost();

    client.beat();

    assertThat(client.isOver()).isTrue();
    assertThat(steps.forgotten).containsExactly(client);
  }

  @Test
  void send_frameOnItsWayFails_endsIt() {
    Told told = new Told();
    LiveClient client = begin(ALL, events.now(), told);
    told.beSlow();
    client.beat();

    told.fail();

    assertThat(client.isOver()).isTrue();
    assertThat(told.isClosed()).isTrue();
    store(1);
    lookAtAll();
    assertThat(told.uuids()).isEmpty();
  }

  @Test
  void look_noThreadCanBeHad_endsTheClientAndTellsTheOthers() {
    List<Told> clients = List.of(new Told(), new Told());
    clients.forEach(told -> begin(ALL, events.now(), told));
    store(1);
    steps.busy = true;

    lookAtAll();

    assertThat(clients).allMatch(Told::isClosed);
    assertThat(steps.forgotten).hasSize(2);
    assertThat(reader.hasClients()).isFalse();
  }

  @Test
  void send_takenWhenNoThreadCanBeHad_endsTheClient() {
    Told told = new Told();
    LiveClient client = begin(ALL, events.now(), told);
    told.beSlow();
    client.beat();
    steps.busy = true;

    told.take();

    assertThat(told.isClosed()).isTrue();
    assertThat(steps.forgotten).containsExactly(client);
  }

  @Test
  void readFor_fails_endsTheClient() {
    Told told = new Told();
    events.failing = true;

    LiveClient client = begin(ALL, FIRST, told);

    assertThat(told.isClosed()).isTrue();
    assertThat(steps.forgotten).containsExactly(client);
  }

  // --- Steps ---

  private LiveClient begin(EventQuery query, Position begin, Told told) {
    LiveClient client = new LiveClient(query, begin, told, steps);
    client.start();
    return client;
  }

  private List<String> store(int events) {
    List<String> uuids = IntStream.range(0, events).mapToObj(i -> "u-" + number++).toList();
    database.store("acme", uuids.stream().map(uuid -> event(uuid, "a", "")).toList());
    return uuids;
  }

  private static String event(String uuid, String type, String name) {
    return "{\"uuid\":\"%s\",\"published\":\"2026-01-31T12:00:00Z\",\"eventType\":\"%s\",\"n\":\"%s\"}"
        .formatted(uuid, type, name);
  }

  private void lookAtAll() {
    boolean more = true;
    while (more) {
      more = reader.look();
    }
  }

  private static void takeAll(Told told) {
    boolean more = true;
    while (more) {
      more = told.take();
    }
  }

  private static List<String> uuids(EventPage page) {
    return page.events().stream().map(FoundEvent::uuid).toList();
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    return Arrays.stream(parts).flatMap(List::stream).toList();
  }

  private static Failing failing(TestDatabase database) {
    Failing events = new Failing();
    events.transaction = database.transaction();
    events.clock = Clock.systemUTC();
    return events;
  }

  /** The database, which may be away, change when it is read, or show no more than to some id. */
  private static final class Failing extends Events {
    private final Deque<Runnable> beforeReads = new ArrayDeque<>();
    private boolean failing;
    private long settled = Long.MAX_VALUE;

    @Override
    EventPage readAtOnce(EventQuery query, Optional<Position> after, PageRoom room) {
      if (failing) {
        throw new IllegalStateException("The database is away.");
      }
      if (!beforeReads.isEmpty()) {
        beforeReads.remove().run();
      }
      EventPage page = super.readAtOnce(query, after, room);
      return page.end().id() <= settled ? page : upTo(settled, page);
    }
  }

  private static EventPage upTo(long id, EventPage page) {
    return new EventPage(
        page.events().stream().filter(event -> event.id() <= id).toList(),
        new Position(page.end().publishedAt(), id),
        false);
  }

  /** Does everything at once, in the thread of the test. */
  private final class Steps implements LiveClient.Host {
    private final List<LiveClient> forgotten = new ArrayList<>();
    private long skipped;
    private boolean busy;
    private long nanoTime;

    void clear() {
      forgotten.clear();
      busy = false;
      skipped = 0;
    }

    @Override
    public boolean later(Runnable work) {
      if (!busy) {
        work.run();
      }
      return !busy;
    }

    @Override
    public boolean closeLater(Runnable close) {
      return later(close);
    }

    @Override
    public void readFor(LiveClient client) {
      reader.catchUp(client);
      client.wasRead();
    }

    @Override
    public long nanoTime() {
      return nanoTime;
    }

    @Override
    public void skipped(long events) {
      skipped += events;
    }

    @Override
    public void forget(LiveClient client) {
      forgotten.add(client);
      reader.forget(client);
    }
  }
}
