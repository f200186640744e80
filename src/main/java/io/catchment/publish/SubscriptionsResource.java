package io.catchment.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;

/** Shows who is sent the events, and how far that is. */
@Path("subscriptions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionsResource {

  @Inject Subscriptions subscriptions;
  @Inject Clock clock;

  /** All of them, with what waits to be sent. */
  @GET
  public JsonObject list() {
    Instant now = clock.instant();
    JsonArrayBuilder list = Json.createArrayBuilder();
    subscriptions.states().forEach(state -> list.add(state.json(now)));
    return Json.createObjectBuilder().add("subscriptions", list).build();
  }
}
