package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.api.Schemas;
import io.catchment.event.Origin;
import io.catchment.store.StoredDelivery;
import io.catchment.store.StoredEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventViewTest {

  private static final Instant PUBLISHED = Instant.parse("2026-03-04T12:00:00.100Z");
  private static final String WELL_FORMED =
      "{\"uuid\":\"u1\",\"published\":\"2026-03-04T12:00:00.100Z\"}";
  private static final String TEXT = "{ \"n\":1.000000000000000000000000001,\"a\":1,\"a\":2}";

  @Test
  void of_event_holdsItsTextAsItWasReceived() {
    assertThat(EventView.of(event(Optional.empty()), JsonValue.EMPTY_JSON_OBJECT)).contains(TEXT);
  }

  @Test
  void of_eventThatCameBothWays_tellsItsWay() {
    JsonObject details = Json.createObjectBuilder().add("gap", false).build();

    JsonObject view = parse(EventView.of(event(Optional.of(delivery())), details));

    assertThat(view.getString("org")).isEqualTo("acme");
    assertThat(view.getJsonNumber("lagSeconds")).hasToString("3.250");
    assertThat(view.getString("hookAt")).isEqualTo("2026-03-04T12:00:03.350Z");
    assertThat(view.getBoolean("cameBothWays")).isTrue();
    assertThat(view.getInt("duplicates")).isEqualTo(2);
    assertThat(view.getString("lastDuplicateAt")).isEqualTo("2026-03-04T12:01:10.100Z");
    assertThat(view.getBoolean("gap")).isFalse();
    assertThat(view.getJsonObject("delivery").getString("oktaEventId")).isEqualTo("e1");
    assertThat(view.getJsonObject("delivery").get("source")).isEqualTo(JsonValue.NULL);
    assertThat(view.getJsonObject("delivery").getInt("batchSize")).isEqualTo(2);
    assertThat(view.getJsonObject("delivery").getString("queuedAt"))
        .isEqualTo("2026-03-04T12:00:03.360Z");
  }

  @Test
  void of_eventWhoseDeliveryIsNotKnown_hasNone() {
    JsonObject view = parse(EventView.of(event(Optional.empty()), JsonValue.EMPTY_JSON_OBJECT));

    assertThat(view.get("delivery")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void of_anyEvent_isAsDescribed() {
    JsonObject details =
        Json.createObjectBuilder()
            .add("gap", true)
            .add("subscriptions", JsonValue.EMPTY_JSON_ARRAY)
            .build();

    for (Optional<StoredDelivery> delivery : List.of(Optional.of(delivery()), none())) {
      String view = EventView.of(event(delivery, WELL_FORMED), details);

      assertThat(Schemas.differences("StoredEvent", view)).isEmpty();
    }
  }

  private static Optional<StoredDelivery> none() {
    return Optional.empty();
  }

  private static StoredDelivery delivery() {
    return new StoredDelivery(
        new UUID(0, 1),
        Origin.HOOK,
        PUBLISHED.plusMillis(3_250),
        Optional.of(PUBLISHED.plusMillis(3_260)),
        PUBLISHED.plusSeconds(4),
        "198.51.100.7",
        Optional.of("e1"),
        Optional.empty(),
        2);
  }

  private static StoredEvent event(Optional<StoredDelivery> delivery) {
    return event(delivery, TEXT);
  }

  private static StoredEvent event(Optional<StoredDelivery> delivery, String text) {
    return new StoredEvent(
        1,
        "acme",
        "u1",
        PUBLISHED,
        PUBLISHED.plusMillis(3_250),
        PUBLISHED.plusSeconds(4),
        Origin.HOOK,
        Optional.of(PUBLISHED.plusMillis(3_250)),
        Optional.of(PUBLISHED.plusSeconds(60)),
        2,
        Optional.of(PUBLISHED.plusSeconds(70)),
        delivery,
        text);
  }

  private static JsonObject parse(String view) {
    String once = view.replace("\"a\":1,", "");
    return Json.createReader(new StringReader(once)).readObject();
  }
}
