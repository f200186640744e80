package io.catchment.search;

import io.catchment.event.StorableText;
import io.catchment.platform.OrgParameter;
import io.catchment.platform.Problem;
import io.catchment.store.EventDetail;
import io.catchment.store.StoredEvent;
import io.catchment.store.StoredEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One event: its text as it was received, and its way from Okta to the subscriptions. */
@Path("events/{uuid}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {

  @Inject StoredEvents events;
  @Inject Instance<EventDetail> details;

  /**
   * Shows the event of each org that has this uuid, in an array whether there is one or more: a
   * uuid is unique only in its org, and two aliases may stand for the same org of Okta.
   *
   * <p>As bytes, because no writer of JSON would leave the event's text as it is.
   *
   * @param org the alias of the only org that counts; all if it is missing, 400 if it can be none
   */
  @GET
  public byte[] show(@PathParam("uuid") String uuid, @QueryParam("org") String org) {
    Optional<String> only = OrgParameter.read(org);
    // The database would refuse to look for any other.
    List<StoredEvent> found = StorableText.isStorable(uuid) ? events.find(uuid, only) : List.of();
    if (found.isEmpty()) {
      throw Problem.refusal(404, "No event with this uuid is stored.");
    }
    List<String> views = found.stream().map(e -> EventView.of(e, details(e))).toList();
    return ("{\"events\":[" + String.join(",", views) + "]}").getBytes(StandardCharsets.UTF_8);
  }

  private JsonObject details(StoredEvent event) {
    JsonObjectBuilder members = Json.createObjectBuilder();
    details.forEach(detail -> members.add(detail.name(), detail.of(event.id())));
    return members.build();
  }
}
