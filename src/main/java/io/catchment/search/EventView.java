package io.catchment.search;

import io.catchment.platform.JsonValues;
import io.catchment.store.StoredDelivery;
import io.catchment.store.StoredEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;

/** An event and its way, as they are shown. */
final class EventView {

  private EventView() {}

  /**
   * The view as text. The event stands in it character by character as it was received: JSON of our
   * own making would lose members that are there twice, and long numbers.
   *
   * @param details what the stages know of it
   */
  static String of(StoredEvent event, JsonObject details) {
    String way = way(event).addAll(Json.createObjectBuilder(details)).build().toString();
    return "{\"event\":" + event.json() + "," + way.substring(1);
  }

  private static JsonObjectBuilder way(StoredEvent event) {
    return Json.createObjectBuilder()
        .add("org", event.org())
        .add("origin", event.origin().name())
        .add("published", event.publishedAt().toString())
        .add("receivedAt", event.receivedAt().toString())
        .add("lagSeconds", JsonValues.of(Duration.between(event.publishedAt(), event.receivedAt())))
        .add("storedAt", event.storedAt().toString())
        .add("hookAt", JsonValues.of(event.hookAt().orElse(null)))
        .add("logAt", JsonValues.of(event.logAt().orElse(null)))
        .add("cameBothWays", event.hookAt().isPresent() && event.logAt().isPresent())
        .add("duplicates", event.duplicates())
        .add("lastDuplicateAt", JsonValues.of(event.lastDuplicateAt().orElse(null)))
        .add("delivery", event.delivery().map(EventView::delivery).orElse(JsonValue.NULL));
  }

  private static JsonValue delivery(StoredDelivery delivery) {
    return Json.createObjectBuilder()
        .add("id", delivery.id().toString())
        .add("origin", delivery.origin().name())
        .add("receivedAt", delivery.receivedAt().toString())
        .add("queuedAt", JsonValues.of(delivery.queuedAt().orElse(null)))
        .add("storedAt", delivery.storedAt().toString())
        .add("remoteAddress", delivery.remoteAddress())
        .add("oktaEventId", JsonValues.of(delivery.oktaEventId().orElse(null)))
        .add("source", JsonValues.of(delivery.source().orElse(null)))
        .add("batchSize", delivery.batchSize())
        .build();
  }
}
