package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import io.catchment.store.PlainDatabase;
import io.catchment.store.Writing;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How subscriptions stand, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SubscriptionsSuite {

  private final PlainDatabase database;
  private final Writing writing;
  private final Outbox outbox = new Outbox();
  private final Subscriptions subscriptions = new Subscriptions();

  SubscriptionsSuite(PlainDatabase database) {
    this.database = database;
    writing = new Writing(database.plain(), database.isEmbedded());
    outbox.database = database;
    subscriptions.database = database;
    subscriptions.outbox = outbox;
  }

  @AfterEach
  void clear() throws Exception {
    database.update("delete from outbox");
  }

  @AfterAll
  void close() throws Exception {
    writing.close();
    database.close();
  }

  @Test
  void states_nothingWaits_areShownWithoutATime() {
    JsonObject state = subscriptions.states().get(0).json(Instant.now()).build();

    assertThat(state.getString("subscription")).isEqualTo("CatchmentEvents");
    assertThat(state.getString("destination")).isEqualTo("CatchmentEvents");
    assertThat(state.getInt("waiting")).isZero();
    assertThat(state.get("oldestWaitingAt")).isEqualTo(JsonValue.NULL);
    assertThat(state.getInt("lagSeconds")).isZero();
    assertThat(subscriptions.countWaiting()).isZero();
  }

  @Test
  void states_whatWaits_areShownWithTheOldest() throws Exception {
    Instant storedAt = Instant.parse("2026-03-04T12:00:01Z");
    outbox.put(store("a", "b", "c"));

    SubscriptionState state = subscriptions.states().get(0);

    assertThat(state.waiting()).isEqualTo(3);
    assertThat(state.oldestWaitingAt()).hasValue(storedAt);
    assertThat(state.json(storedAt.plusSeconds(7)).build().getInt("lagSeconds")).isEqualTo(7);
    assertThat(state.json(storedAt.minusSeconds(7)).build().getInt("lagSeconds")).isZero();
    assertThat(subscriptions.countWaiting()).isEqualTo(3);
  }

  private List<Long> store(String... names) throws Exception {
    String run = UUID.randomUUID().toString();
    String events =
        List.of(names).stream()
            .map(
                name ->
                    "{\"uuid\":\"%s%s\",\"published\":\"2026-03-04T10:00:00Z\",\"eventType\":\"t\"}"
                        .formatted(run, name))
            .collect(Collectors.joining(","));
    writing.store(
        new Delivery(
            UUID.randomUUID(),
            "acme",
            Origin.HOOK,
            Instant.parse("2026-03-04T12:00:00Z"),
            "127.0.0.1",
            ("{\"data\":{\"events\":[" + events + "]}}").getBytes(StandardCharsets.UTF_8),
            Optional.empty()));
    try (var entities = database.openEntityManager()) {
      return entities
          .createQuery("select e.id from Event e where e.uuid like :run", Long.class)
          .setParameter("run", run + "%")
          .getResultList();
    }
  }
}
