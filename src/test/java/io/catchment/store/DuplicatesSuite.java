package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How often an event came, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DuplicatesSuite {

  private static final Instant RECEIVED = Instant.parse("2026-03-04T10:00:00.123456Z");

  private final PlainDatabase database;
  private final DeliveryTransaction transaction = new DeliveryTransaction();
  private final StoredEvents events = new StoredEvents();

  DuplicatesSuite(PlainDatabase database) {
    this.database = database;
    transaction.database = database;
    transaction.stored = new Fired<>();
    transaction.pageStored = new Fired<>();
    transaction.hookArrived = new Fired<>();
    transaction.clock = new SetClock();
    events.database = database;
  }

  @AfterAll
  void close() throws Exception {
    database.close();
  }

  @Test
  void store_once_hasNone() throws Exception {
    String uuid = uuid();

    store(hook(0, uuid));

    assertDuplicates(uuid, 0, 0);
  }

  @Test
  void store_inFurtherDeliveries_countsThemWithTheLastTime() throws Exception {
    String uuid = uuid();
    String other = uuid();

    store(hook(0, uuid));
    store(hook(10, uuid, other), hook(20, uuid));

    assertDuplicates(uuid, 2, 20);
    assertDuplicates(other, 0, 0);
  }

  @Test
  void store_receivedEarlierThanWhatIsThere_tellsTheTimeOfTheLaterOne() throws Exception {
    String uuid = uuid();

    store(hook(20, uuid));
    store(hook(10, uuid));

    assertDuplicates(uuid, 1, 20);
    assertThat(find(uuid).hookAt()).hasValue(RECEIVED.plusSeconds(10));
  }

  @Test
  void store_sameDeliveryAgain_doesNotCount() throws Exception {
    String uuid = uuid();
    Delivery first = hook(0, uuid);
    Delivery second = hook(10, uuid);

    store(first);
    store(second);
    store(first);
    store(second, second);

    assertDuplicates(uuid, 1, 10);
  }

  @Test
  void store_twiceInADelivery_countsTheDeliveryOnly() throws Exception {
    String uuid = uuid();

    store(hook(0, uuid, uuid));
    assertDuplicates(uuid, 0, 0);
    store(hook(10, uuid, uuid));

    assertDuplicates(uuid, 1, 10);
  }

  @Test
  void store_shownByTheLogAgainAndAgain_doesNotCount() throws Exception {
    String uuid = uuid();

    store(hook(0, uuid));
    store(delivery(Origin.SYSTEM_LOG, 10, uuid));
    store(delivery(Origin.SYSTEM_LOG, 20, uuid));

    assertDuplicates(uuid, 0, 0);
    assertThat(find(uuid).logAt()).hasValue(RECEIVED.plusSeconds(10));
  }

  @Test
  void store_byTheLogFirst_theFirstDeliveryOfTheHookDoesNotCount() throws Exception {
    String uuid = uuid();

    store(delivery(Origin.SYSTEM_LOG, 0, uuid));
    store(hook(20, uuid));
    assertDuplicates(uuid, 0, 0);
    store(hook(10, uuid));

    assertDuplicates(uuid, 1, 20);
  }

  @Test
  void store_firstDeliveryOfTheHookIsNotKept_countsThoseThatAre() throws Exception {
    String uuid = uuid();
    store(delivery(Origin.SYSTEM_LOG, 0, uuid));
    store(hook(10, uuid));
    // As the version before this has it.
    database.update("delete from further_delivery where event_id = ?", find(uuid).id());

    store(hook(20, uuid));

    assertDuplicates(uuid, 1, 20);
  }

  @Test
  void store_sameUuidInAnotherOrg_isAnotherEvent() throws Exception {
    String uuid = uuid();
    store(hook(0, uuid));

    store(delivery("other", Origin.HOOK, 10, uuid));

    assertDuplicates(uuid, 0, 0);
  }

  @Test
  void storeAgain_deliveryThatIsKnownToHaveBroughtIt_doesNotCountAgain() throws Exception {
    String uuid = uuid();
    store(hook(0, uuid));
    Delivery second = hook(10, uuid);
    store(second);

    database.inTransaction(
        () -> {
          try (var session = database.openStatelessSession()) {
            EventIds ids = new EventIds(session, database.isEmbedded());
            return new DeliveryWriter(session, ids, RECEIVED).writeAgain(Reading.of(second));
          }
        });

    assertDuplicates(uuid, 1, 10);
  }

  @Test
  void find_whileTheHookBringsItFirst_tellsOneTime() throws Exception {
    String uuid = uuid();
    store(delivery(Origin.SYSTEM_LOG, 0, uuid));
    StoredEvents reader = new StoredEvents();
    reader.database = new Interrupted(database, () -> store(hook(10, uuid)));

    StoredEvent event = reader.find(uuid, Optional.of("acme")).get(0);

    assertThat(event.duplicates()).isZero();
    assertThat(event.lastDuplicateAt()).isEmpty();
    assertDuplicates(uuid, 0, 0);
  }

  @Test
  void find_eventWithManyFurtherDeliveries_readsTheseByTheirKeysOnly() throws Exception {
    String uuid = uuid();
    store(hook(0, uuid));
    long id = find(uuid).id();
    addFurtherDeliveries(id);
    database.update("analyze");

    assertDuplicates(uuid, 100, 100);

    assertThat(database.explainLast(id))
        .contains("further_delivery")
        .doesNotContain("Seq Scan on delivery", "Seq Scan on further_delivery", "tableScan");
  }

  /** Among very many that brought other events. */
  private void addFurtherDeliveries(long eventId) throws Exception {
    String numbers = database.numbersTo(50_000);
    String id = "cast(lpad(cast(i as varchar), 32, '0') as uuid)";
    database.update(
        "insert into delivery (id, org, origin, received_at, stored_at, remote_address, batch_size)"
            + " select %s, 'acme', 'HOOK', at, at, '', 1 from (select i, cast(? as timestamp(6)"
                .formatted(id)
            + " with time zone) + cast(i as integer) * interval '1' second as at from "
            + numbers
            + ") as d",
        RECEIVED.atOffset(ZoneOffset.UTC));
    database.update(
        "insert into further_delivery (event_id, delivery_id)"
            + " select case when i <= 100 then ? else -i end, %s from %s".formatted(id, numbers),
        eventId);
  }

  private void assertDuplicates(String uuid, int number, int lastSecond) {
    StoredEvent event = find(uuid);
    assertThat(event.duplicates()).isEqualTo(number);
    assertThat(event.lastDuplicateAt())
        .isEqualTo(number == 0 ? Optional.empty() : Optional.of(RECEIVED.plusSeconds(lastSecond)));
  }

  private StoredEvent find(String uuid) {
    return events.find(uuid, Optional.of("acme")).get(0);
  }

  private void store(Delivery... deliveries) throws Exception {
    List<Reading> readings = Arrays.stream(deliveries).map(Reading::of).toList();
    database.inTransaction(() -> transaction.store(readings));
  }

  private static Delivery hook(int second, String... uuids) {
    return delivery(Origin.HOOK, second, uuids);
  }

  private static Delivery delivery(Origin origin, int second, String... uuids) {
    return delivery("acme", origin, second, uuids);
  }

  private static Delivery delivery(String org, Origin origin, int second, String... uuids) {
    List<String> all =
        Arrays.stream(uuids)
            .map(uuid -> "{\"uuid\":\"" + uuid + "\",\"published\":\"2026-03-04T09:59:58.000Z\"}")
            .toList();
    String body = "{\"eventId\":\"e1\",\"data\":{\"events\":[" + String.join(",", all) + "]}}";
    return new Delivery(
        UUID.randomUUID(),
        org,
        origin,
        RECEIVED.plusSeconds(second),
        "",
        body.getBytes(StandardCharsets.UTF_8),
        Optional.empty());
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private interface Action {
    void run() throws Exception;
  }

  /** Has something happen after the first statement, before there is another one. */
  private static final class Interrupted extends Database {
    private final Database database;
    private final Action action;
    private int queries;

    Interrupted(Database database, Action action) {
      this.database = database;
      this.action = action;
    }

    @Override
    public EntityManager openEntityManager() {
      EntityManager entities = database.openEntityManager();
      return (EntityManager)
          Proxy.newProxyInstance(
              Interrupted.class.getClassLoader(),
              new Class<?>[] {EntityManager.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("createQuery") && queries++ == 1) {
                  action.run();
                }
                return method.invoke(entities, arguments);
              });
    }
  }
}
