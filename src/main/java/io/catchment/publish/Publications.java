package io.catchment.publish;

import io.catchment.store.EventDetail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;

/**
 * How far an event is on its way to each subscription: {@code waiting} in the outbox, or {@code
 * published}. One that was made after the event was stored has nothing of it waiting either.
 */
@ApplicationScoped
class Publications implements EventDetail {

  @Inject Outbox outbox;

  @Override
  public String name() {
    return "subscriptions";
  }

  @Override
  public JsonValue of(long eventId) {
    JsonArrayBuilder subscriptions = Json.createArrayBuilder();
    for (Backlog backlog : outbox.backlogs(eventId)) {
      subscriptions.add(
          Json.createObjectBuilder()
              .add("name", backlog.subscription())
              .add("state", backlog.events() == 0 ? "published" : "waiting"));
    }
    return subscriptions.build();
  }
}
