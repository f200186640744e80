package io.catchment.publish;

import io.catchment.platform.JsonValues;
import io.catchment.store.EventDetail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * How far an event is on its way to each subscription: {@code waiting} in the outbox, or {@code
 * published}, and when that was: when the broker had taken it, and the last time if it had to be
 * sent again.
 *
 * <p>Or {@code unknown}: the subscription was made after the event was stored, or it was published
 * by a version that did not keep when. Nothing tells these apart.
 */
@ApplicationScoped
class Publications implements EventDetail {

  @Inject PublishTimes times;

  @Override
  public String name() {
    return "subscriptions";
  }

  @Override
  public JsonValue of(long eventId) {
    JsonArrayBuilder subscriptions = Json.createArrayBuilder();
    times.find(eventId).forEach(state -> subscriptions.add(view(state)));
    return subscriptions.build();
  }

  private static JsonObject view(PublicationState state) {
    boolean waiting = state.waiting() > 0;
    return Json.createObjectBuilder()
        .add("name", state.subscription())
        .add("state", waiting ? "waiting" : state.publishedAt() == null ? "unknown" : "published")
        .add("publishedAt", JsonValues.of(waiting ? null : state.publishedAt()))
        .build();
  }
}
