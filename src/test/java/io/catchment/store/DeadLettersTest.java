package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters in a real database, looked at and tried again. */
class DeadLettersTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-04T10:00:00.123456Z");

  private static MemoryDatabase database;

  private final SetClock clock = new SetClock();
  private final Fired<EventsStored> stored = new Fired<>();
  private final Fired<LogPageStored> pages = new Fired<>();
  private final Fired<HookArrivals> arrivals = new Fired<>();
  private final DeliveryTransaction transaction = new DeliveryTransaction();
  private final DeadLetters letters = new DeadLetters();
  private final StoredEvents events = new StoredEvents();
  private final String org = "org-" + UUID.randomUUID();

  @BeforeAll
  static void open() throws Exception {
    database = new MemoryDatabase();
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @BeforeEach
  void wire() {
    transaction.database = database;
    transaction.stored = stored;
    transaction.pageStored = pages;
    transaction.hookArrived = arrivals;
    transaction.clock = clock;
    letters.writers = database.writers();
    letters.records = new DeadLetterRecords();
    letters.records.database = database;
    letters.transaction = transaction;
    letters.metrics = new StoreMetrics(new PrometheusRegistry());
    events.database = database;
  }

  @Test
  void page_manyOfTwoOrgs_goesThroughThoseOfOneLatestFirst() throws Exception {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, keep(Origin.HOOK, "no JSON " + i));
      store(
          new Delivery(
              UUID.randomUUID(), "other", Origin.HOOK, RECEIVED, "", new byte[3], empty()));
    }

    List<DeadLetter> first = letters.page(Optional.of(org), Optional.empty(), 3);
    List<DeadLetter> rest = letters.page(Optional.of(org), Optional.of(first.get(2).id()), 3);

    assertThat(first).extracting(DeadLetter::id).isEqualTo(ids.subList(0, 3));
    assertThat(rest).extracting(DeadLetter::id).isEqualTo(ids.subList(3, 5));
    assertThat(letters.page(Optional.empty(), Optional.empty(), 3)).hasSize(3);
    assertThat(letters.page(Optional.of("nobody"), Optional.empty(), 3)).isEmpty();
  }

  @Test
  void page_keptForAReason_hasThoseWhoseReasonBeginsSo() throws Exception {
    long broken = keep(Origin.HOOK, "no JSON");
    long other = keep(Origin.HOOK, "no JSON");
    database.update("update dead_letter set reason = 'Ab%: one' where id = ?", broken);
    database.update("update dead_letter set reason = 'Abc: two' where id = ?", other);
    long behind = Long.MAX_VALUE;

    assertThat(letters.page(Optional.of(org), "Ab", behind, 9))
        .extracting(DeadLetter::id)
        .containsExactly(other, broken);
    assertThat(letters.page(Optional.of(org), "Ab%", behind, 9))
        .extracting(DeadLetter::id)
        .containsExactly(broken);
    assertThat(letters.page(Optional.of(org), "", other, 9))
        .extracting(DeadLetter::id)
        .containsExactly(broken);
    assertThat(letters.page(Optional.of("nobody"), "Ab", behind, 9)).isEmpty();
    assertThat(letters.count()).isEqualTo(database.count("dead_letter"));
  }

  @Test
  void find_wholeAndElement_tellsWhichTheyAre() throws Exception {
    DeadLetter whole = letters.find(keep(Origin.HOOK, "no JSON")).orElseThrow();
    DeadLetter element = letters.find(keep(Origin.HOOK, envelope("1,2"))).orElseThrow();

    assertThat(whole.position()).isEmpty();
    assertThat(whole.size()).isEqualTo(7);
    assertThat(whole.receivedAt()).isEqualTo(RECEIVED);
    assertThat(whole.storedAt()).isEqualTo(clock.instant());
    assertThat(element.position()).hasValue(1);
    assertThat(letters.find(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void findBody_bytesThatAreNoText_areThoseThatCame() throws Exception {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    long id = keep(Origin.HOOK, bytes);

    assertThat(letters.findBody(id)).hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes));
    assertThat(letters.findBeginning(id, 4))
        .hasValueSatisfying(b -> assertThat(b).containsExactly(0, 1, 2, 3));
    assertThat(letters.find(id).orElseThrow().size()).isEqualTo(bytes.length);
  }

  @Test
  void retry_elementThatCanBeReadNow_isStoredWithItsTimesAndGone() throws Exception {
    long id = keep(Origin.HOOK, envelope("{}"));
    String uuid = mend(id);
    stored.all().clear();
    clock.advance(Duration.ofDays(1));

    assertThat(letters.retry(id)).hasValue(new Retrial.Stored(1, 0, 0));

    StoredEvent event = events.find(uuid, Optional.empty()).get(0);
    assertThat(event.org()).isEqualTo(org);
    assertThat(event.receivedAt()).isEqualTo(RECEIVED);
    assertThat(event.storedAt()).isEqualTo(clock.instant());
    assertThat(event.hookAt()).hasValue(RECEIVED);
    assertThat(event.logAt()).isEmpty();
    assertThat(event.json()).isEqualTo(event(uuid));
    assertThat(event.delivery().orElseThrow().batchSize()).isEqualTo(1);
    assertThat(event.delivery().orElseThrow().oktaEventId()).hasValue("e1");
    assertThat(stored.all())
        .extracting(EventsStored::eventIds)
        .containsExactly(List.of(event.id()));
    assertThat(letters.find(id)).isEmpty();
    assertThat(letters.retry(id)).isEmpty();
  }

  @Test
  void retry_elementOfTheLogThatCanBeReadNow_isToldAsAPage() throws Exception {
    long id = keep(Origin.SYSTEM_LOG, envelope("{}"));
    String uuid = mend(id);
    pages.all().clear();

    assertThat(letters.retry(id)).hasValue(new Retrial.Stored(1, 0, 0));

    assertThat(events.find(uuid, Optional.of(org)).get(0).logAt()).hasValue(RECEIVED);
    assertThat(pages.all()).singleElement().satisfies(page -> assertThat(page.fresh()).hasSize(1));
  }

  @Test
  void retry_eventThatIsThere_isADuplicateWhoseArrivalIsNoted() throws Exception {
    long id = keep(Origin.HOOK, envelope("{}"));
    String uuid = mend(id);
    store(delivery(Origin.SYSTEM_LOG, envelope(event(uuid))));

    assertThat(letters.retry(id)).hasValue(new Retrial.Stored(0, 1, 0));

    assertThat(events.find(uuid, Optional.of(org)).get(0).hookAt()).hasValue(RECEIVED);
    assertThat(arrivals.all())
        .singleElement()
        .satisfies(a -> assertThat(a.receivedAt()).containsKey(uuid));
  }

  @Test
  void retry_stillNoEvent_staysWithBothReasons() throws Exception {
    long id = keep(Origin.HOOK, envelope("{}"));
    database.update("update dead_letter set reason = 'An old one.' where id = ?", id);

    Retrial retrial = letters.retry(id).orElseThrow();

    String reason = "The event has no uuid. Kept at first because: An old one.";
    assertThat(retrial).isEqualTo(new Retrial.Stays(reason));
    assertThat(letters.find(id).orElseThrow().reason()).isEqualTo(reason);
  }

  @Test
  void retry_wholeDeliveryThatCanBeReadNow_isSplitAsIfItCameNow() throws Exception {
    Delivery delivery =
        delivery(Origin.HOOK, envelope(event("w1-" + org) + ",7," + event("w2-" + org)))
            .queued(RECEIVED.plusMillis(7));
    database.inTransaction(() -> transaction.store(List.of(Reading.whole(delivery, "A fault."))));
    long id = latest().id();

    assertThat(letters.retry(id)).hasValue(new Retrial.Stored(2, 0, 1));

    assertThat(letters.find(id)).isEmpty();
    assertThat(latest().position()).hasValue(1);
    StoredDelivery row = events.find("w1-" + org, Optional.empty()).get(0).delivery().orElseThrow();
    assertThat(row.batchSize()).isEqualTo(3);
    assertThat(row.oktaEventId()).hasValue("e1");
    assertThat(row.queuedAt()).hasValue(RECEIVED.plusMillis(7));
  }

  @Test
  void retry_whatBreaksARuleOfTheTables_staysAndChangesNothingElse() throws Exception {
    long id = keep(Origin.HOOK, envelope("{}"));
    String uuid = mend(id);
    database.update("alter table event add constraint poison check (uuid <> '" + uuid + "')");
    try {
      assertThat(letters.retry(id))
          .hasValueSatisfying(
              r ->
                  assertThat(((Retrial.Stays) r).reason())
                      .startsWith("It could not be stored: SQLSTATE 23"));
    } finally {
      database.update("alter table event drop constraint poison");
    }
    assertThat(events.find(uuid, Optional.empty())).isEmpty();

    assertThat(letters.retry(id)).hasValue(new Retrial.Stored(1, 0, 0));
  }

  @Test
  void retry_whileTheDatabaseIsInTrouble_throwsAndChangesNothing() throws Exception {
    long id = keep(Origin.HOOK, envelope("{}"));
    mend(id);
    DeadLetter before = letters.find(id).orElseThrow();
    database.update("alter table event_target rename column display_name to renamed");
    try {
      assertThatThrownBy(() -> letters.retry(id)).isInstanceOf(StoreUnavailableException.class);
    } finally {
      database.update("alter table event_target rename column renamed to display_name");
    }

    assertThat(letters.find(id)).hasValue(before);
  }

  @Test
  void delete_once_tellsWhatItWas() throws Exception {
    long id = keep(Origin.HOOK, "no JSON");
    DeadLetter before = letters.find(id).orElseThrow();

    assertThat(letters.delete(id)).hasValue(before);
    assertThat(letters.delete(id)).isEmpty();
    assertThat(letters.findBody(id)).isEmpty();
  }

  @Test
  void findEvents_uuidOfTwoOrgs_findsBothOrOne() throws Exception {
    String uuid = UUID.randomUUID().toString();
    store(delivery(Origin.HOOK, envelope(event(uuid))));
    byte[] body = envelope(event(uuid)).getBytes(StandardCharsets.UTF_8);
    store(new Delivery(UUID.randomUUID(), "a-" + org, Origin.HOOK, RECEIVED, "", body, empty()));

    assertThat(events.find(uuid, Optional.empty()))
        .extracting(StoredEvent::org)
        .containsExactly("a-" + org, org);
    assertThat(events.find(uuid, Optional.of(org))).hasSize(1);
    assertThat(events.find(uuid, Optional.of("nobody"))).isEmpty();
  }

  @Test
  void findEvents_noEventsAtAll_findsNone() throws Exception {
    try (MemoryDatabase empty = new MemoryDatabase()) {
      events.database = empty;

      assertThat(events.find("u1", Optional.empty())).isEmpty();
    }
  }

  /** Keeps what is no event, or no delivery; its id. */
  private long keep(Origin origin, String body) throws Exception {
    return keep(origin, body.getBytes(StandardCharsets.UTF_8));
  }

  private long keep(Origin origin, byte[] body) throws Exception {
    store(new Delivery(UUID.randomUUID(), org, origin, RECEIVED, "", body, empty()));
    return latest().id();
  }

  private DeadLetter latest() {
    return letters.page(Optional.of(org), Optional.empty(), 1).get(0);
  }

  private void store(Delivery delivery) throws Exception {
    database.inTransaction(() -> transaction.store(List.of(Reading.of(delivery))));
  }

  /**
   * Puts an event in its place, as if an older version had not been able to read that; its uuid.
   */
  private static String mend(long id) throws Exception {
    String uuid = UUID.randomUUID().toString();
    byte[] body = event(uuid).getBytes(StandardCharsets.UTF_8);
    database.update("update dead_letter set body = ? where id = ?", body, id);
    return uuid;
  }

  private Delivery delivery(Origin origin, String body) {
    return new Delivery(
        UUID.randomUUID(),
        org,
        origin,
        RECEIVED,
        "",
        body.getBytes(StandardCharsets.UTF_8),
        empty());
  }

  private static Optional<String> empty() {
    return Optional.empty();
  }

  private static String envelope(String elements) {
    return "{\"eventId\":\"e1\",\"data\":{\"events\":[" + elements + "]}}";
  }

  private static String event(String uuid) {
    return "{\"uuid\":\"%s\",\"published\":\"2026-03-04T09:59:58.000Z\",\"target\":[{\"id\":\"t1\"}]}"
        .formatted(uuid);
  }
}
