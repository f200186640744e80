package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.api.Schemas;
import io.catchment.event.Origin;
import io.catchment.store.NewEvent;
import io.catchment.store.PlainDatabase;
import io.catchment.store.Writers;
import io.catchment.store.Writing;
import jakarta.jms.JMSException;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** When events were published, the same on every database; the broker alone is invented. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PublishTimesSuite {

  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final long MANY_IDS = 1_000_000_000;

  private final PlainDatabase database;
  private final Writing writing;
  private final SetClock clock = new SetClock();
  private final Broker broker = new Broker();
  private final Outbox outbox = new Unlocked();
  private final PublishTimes times = new PublishTimes();
  private final RecentEvents recent = new RecentEvents();
  private final Publications publications = new Publications();
  private final Publisher publisher = new Publisher();

  PublishTimesSuite(PlainDatabase database) {
    this.database = database;
    writing = new Writing(database.plain(), database.isEmbedded());
    times.database = database;
    outbox.database = database;
    outbox.times = times;
    outbox.recent = recent;
    recent.clock = clock;
    publications.times = times;
    publisher.database = database;
    publisher.outbox = outbox;
    publisher.times = times;
    publisher.sender = broker;
    publisher.clock = clock;
    publisher.metrics = new Uncounted();
    publisher.lock =
        new SubscriptionLock() {
          @Override
          <T> T hold(Callable<T> step) throws Exception {
            return database.inTransaction(step);
          }
        };
  }

  @BeforeEach
  void writeAsEver() {
    publisher.writers = database.isEmbedded() ? database.writers() : new InTransaction();
  }

  @AfterEach
  void clear() throws Exception {
    database.update("delete from subscription where id > 1");
    database.update("delete from outbox");
  }

  @AfterAll
  void close() throws Exception {
    writing.close();
    database.close();
  }

  @Test
  void publish_oneAfterTheOther_eachHasItsTime() throws Exception {
    long first = store(1).get(0);
    put(first);
    assertState(first, "waiting", null);
    Instant firstAt = publish(FIRST);
    long second = store(1).get(0);
    put(second);
    Instant secondAt = publish(FIRST);

    assertState(first, "published", firstAt);
    assertState(second, "published", secondAt);
  }

  @Test
  void publish_lowerIdComesLater_hasItsOwnTime() throws Exception {
    List<Long> ids = store(3);
    put(ids.get(0), ids.get(2));
    Instant early = publish(FIRST);
    assertState(ids.get(1), "unknown", null);
    put(ids.get(1));
    assertState(ids.get(1), "waiting", null);
    Instant late = publish(FIRST);

    assertState(ids.get(0), "published", early);
    assertState(ids.get(1), "published", late);
    assertState(ids.get(2), "published", early);
  }

  @Test
  void publish_manyOfADelivery_takesARowForEachBatch() throws Exception {
    List<Long> ids = store(450);
    outbox.put(ids);
    long before = database.count("published");

    Instant first = publish(FIRST);
    Instant second = publish(FIRST);
    Instant third = publish(FIRST);

    assertThat(database.count("published") - before).isEqualTo(3);
    assertState(ids.get(0), "published", first);
    assertState(ids.get(199), "published", first);
    assertState(ids.get(200), "published", second);
    assertState(ids.get(399), "published", second);
    assertState(ids.get(400), "published", third);
    assertState(ids.get(449), "published", third);
  }

  @Test
  void publish_someAreKnownFromTheirStoring_sendsTheSameInTheSameOrder() throws Exception {
    List<Long> ids = store(7);
    broker.sent.clear();
    put(ids.toArray(Long[]::new));
    publish(FIRST);
    List<Publication> fetched = List.copyOf(broker.sent);
    recent.add(
        Stream.of(fetched.get(1), fetched.get(2), fetched.get(5))
            .map(p -> new NewEvent(p.eventId(), p.org(), p.origin(), p.event()))
            .toList());
    broker.sent.clear();
    put(ids.toArray(Long[]::new));

    publish(FIRST);

    assertThat(fetched).extracting(Publication::eventId).isEqualTo(ids);
    assertThat(broker.sent).isEqualTo(fetched);
    assertThat(broker.sent.get(2).event()).isSameAs(fetched.get(2).event());
    assertThat(broker.sent.get(3).event()).isNotSameAs(fetched.get(3).event());
  }

  @Test
  void publish_manyWait_looksUpThoseThatWereSentByTheirKeys() throws Exception {
    List<Long> ids = store(200);
    outbox.put(ids);
    putManyBehind();

    publish(FIRST);

    long last = ids.get(ids.size() - 1);
    assertThat(database.explainLast(FIRST, ids.get(0), last, ids.toArray(Long[]::new)))
        .startsWithIgnoringCase("delete")
        .containsPattern("(?i)event_id\"? >= ")
        .doesNotContain("Seq Scan", "tableScan");
  }

  @Test
  void oldest_manyWait_areNotSorted() throws Exception {
    putManyBehind();

    try (EntityManager entities = database.openEntityManager()) {
      assertThat(Outbox.oldest(entities, outbox.subscriptions().get(0), 3))
          .containsExactly(MANY_IDS + 1, MANY_IDS + 2, MANY_IDS + 3);
      assertInTheOrderOfTheIndex(FIRST, 3);
      assertThat(SubscriptionIds.endOfPortion(entities, "Outbox", "eventId", FIRST, 100))
          .isEqualTo(MANY_IDS + 100);
      assertInTheOrderOfTheIndex(FIRST, 99, 1);
    }
  }

  private void assertInTheOrderOfTheIndex(Object... parameters) throws Exception {
    String plan = database.explainLast(parameters);
    if (database.isEmbedded()) {
      assertThat(plan).contains("index sorted");
    } else {
      assertThat(plan).contains("Index").doesNotContain("Sort", "Seq Scan");
    }
  }

  private void putManyBehind() throws Exception {
    String numbers = database.numbersTo(50_000);
    database.update("insert into outbox select 1, %d + i from %s".formatted(MANY_IDS, numbers));
    database.update("analyze");
  }

  @Test
  void publish_brokerRefuses_waitsAndHasTheTimeOfTheSuccess() throws Exception {
    long id = store(1).get(0);
    put(id);
    broker.refuses = true;
    assertThatThrownBy(() -> publish(FIRST)).isInstanceOf(JMSException.class);
    assertState(id, "waiting", null);
    broker.refuses = false;

    assertState(id, "waiting", null);
    Instant at = publish(FIRST);
    assertState(id, "published", at);
  }

  @Test
  void publish_endsBeforeItIsForgotten_hasTheTimeOfTheLastSending() throws Exception {
    long id = store(1).get(0);
    put(id);
    Writers writers = publisher.writers;
    publisher.writers = new Dying();
    assertThatThrownBy(() -> publish(FIRST)).hasMessage("killed");
    assertState(id, "waiting", null);
    publisher.writers = writers;

    Instant again = publish(FIRST);

    assertThat(broker.sent).extracting(Publication::eventId).containsSubsequence(id, id);
    assertState(id, "published", again);
  }

  @Test
  void publish_putOutAgain_waitsAndHasTheLaterTime() throws Exception {
    List<Long> ids = store(3);
    put(ids.get(0), ids.get(1), ids.get(2));
    Instant first = publish(FIRST);
    put(ids.get(1));
    assertState(ids.get(1), "waiting", null);

    Instant again = publish(FIRST);

    assertState(ids.get(0), "published", first);
    assertState(ids.get(1), "published", again);
    assertState(ids.get(2), "published", first);
  }

  @Test
  void show_subscriptionThatIsYounger_knowsNothing() throws Exception {
    long before = store(1).get(0);
    put(before);
    Instant beforeAt = publish(FIRST);
    subscribe(SECOND);
    long after = store(1).get(0);
    put(after);
    Instant firstAt = publish(FIRST);

    assertState(FIRST, before, "published", beforeAt);
    assertState(SECOND, before, "unknown", null);
    assertState(FIRST, after, "published", firstAt);
    assertState(SECOND, after, "waiting", null);
    assertState(SECOND, after, "published", publish(SECOND));
  }

  @Test
  void forget_subscriptionThatIsGone_leavesNothingToOneWithItsId() throws Exception {
    subscribe(SECOND);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addAll(store(1));
    }
    put(ids.toArray(new Long[0]));
    publish(SECOND);
    Instant first = publish(FIRST);
    assertThat(publisher.forgetTimes(SECOND)).isTrue();
    database.update("delete from subscription where id = " + SECOND);

    assertThat(forget(2)).isEqualTo(2);
    assertThat(forget(2)).isEqualTo(2);
    assertThat(publisher.forgetTimes(SECOND)).isFalse();
    assertThat(publisher.forgetTimes(SECOND)).isTrue();

    subscribe(SECOND);
    for (long id : ids) {
      assertState(SECOND, id, "unknown", null);
      assertState(FIRST, id, "published", first);
    }
  }

  @Test
  void sweep_subscriptionThatWentWhileNoNodeRan_forgetsWhatItHad() throws Exception {
    subscribe(SECOND);
    List<Long> ids = store(3);
    put(ids.get(0), ids.get(1));
    publish(SECOND);
    Instant first = publish(FIRST);
    put(ids.get(2));
    database.update("delete from subscription where id = " + SECOND);

    startedAnew().sweep();

    assertThat(database.count("published where subscription_id = " + SECOND)).isZero();
    assertThat(database.count("outbox where subscription_id = " + SECOND)).isZero();
    assertThat(database.count("outbox where subscription_id = " + FIRST)).isEqualTo(1);
    assertState(ids.get(0), "published", first);
    assertState(ids.get(2), "waiting", null);
  }

  /** A node that knows of no subscription yet, and publishes none. */
  private PublishTimer startedAnew() {
    PublishTimer timer = new PublishTimer();
    timer.outbox = outbox;
    timer.publisher = publisher;
    timer.feedThreads = Executors.newSingleThreadExecutor();
    timer.feedThreads.shutdown();
    return timer;
  }

  @Test
  void publish_subscriptionThatIsGoneMeanwhile_leavesNoTime() throws Exception {
    long id = store(1).get(0);

    database.inTransaction(
        () -> {
          times.add(SECOND, List.of(id), clock.instant());
          return null;
        });

    assertThat(database.count("published where subscription_id = " + SECOND)).isZero();
  }

  /** Moves the clock on, so that every sending has another time. */
  private Instant publish(int subscription) throws Exception {
    clock.advance(Duration.ofSeconds(1));
    publisher.publishNext(subscription, Batch.MAX_EVENTS);
    return clock.instant();
  }

  private int forget(int most) throws Exception {
    return database.inTransaction(() -> times.forget(SECOND, most));
  }

  private void subscribe(int id) throws Exception {
    database.update(
        "insert into subscription (id, name, destination) values (?, ?, 'java:/jms/none')",
        id,
        name(id));
  }

  private void put(Long... ids) {
    outbox.put(List.of(ids));
  }

  /** Stores a delivery with so many events; their ids. */
  private List<Long> store(int number) throws Exception {
    UUID delivery = writing.store("acme", Origin.HOOK, clock.instant(), number);
    try (var entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select e.id from Event e where e.deliveryId = :id order by e.id", Long.class)
          .setParameter("id", delivery)
          .getResultList();
    }
  }

  private void assertState(long id, String state, Instant publishedAt) {
    assertState(FIRST, id, state, publishedAt);
  }

  private void assertState(int subscription, long id, String state, Instant publishedAt) {
    JsonObject shown =
        publications.of(id).asJsonArray().getValuesAs(JsonObject.class).stream()
            .filter(s -> s.getString("name").equals(name(subscription)))
            .findFirst()
            .orElseThrow();
    assertThat(Schemas.differences("SubscriptionState", shown.toString())).isEmpty();
    assertThat(shown.getString("state")).isEqualTo(state);
    assertThat(shown.getString("publishedAt", null))
        .isEqualTo(publishedAt == null ? null : publishedAt.toString());
  }

  private static String name(int subscription) {
    return subscription == FIRST ? "CatchmentEvents" : "second";
  }

  /** Locks nothing: Hibernate would want a transaction of its own for that. */
  private static final class Unlocked extends Outbox {
    @Override
    Optional<SubscriptionEntity> lock(Integer subscriptionId) {
      return subscriptions().stream().filter(s -> s.id().equals(subscriptionId)).findFirst();
    }
  }

  /** Takes what it is sent, or refuses it. */
  private static final class Broker extends EventSender {
    private final List<Publication> sent = new ArrayList<>();
    private boolean refuses;

    @Override
    public void send(String destination, List<Publication> publications, Synchronization end)
        throws JMSException {
      if (refuses) {
        throw new JMSException("full");
      }
      sent.addAll(publications);
      end.afterCompletion(Status.STATUS_COMMITTED);
    }
  }

  private static final class Uncounted extends PublishMetrics {
    @Override
    void countPublished(String subscription, int events) {
      // The metrics are another matter.
    }
  }

  /** Writes in the transaction that holds the subscription. */
  private static final class InTransaction extends Writers {
    @Override
    public <T> T write(Callable<T> transaction) throws Exception {
      return transaction.call();
    }
  }

  private static final class Dying extends Writers {
    @Override
    public <T> T write(Callable<T> transaction) {
      throw new IllegalStateException("killed");
    }
  }
}
