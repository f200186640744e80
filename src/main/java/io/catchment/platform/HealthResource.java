package io.catchment.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Health for load balancers and supervisors. Open to all, so of what must work it tells up or down,
 * and not why.
 *
 * <p>Live: the application answers. Ready: database and broker will take the next delivery. Trouble
 * that keeps no delivery out is shown as a {@link HealthDetail} and changes neither status nor
 * code: a load balancer would cut off the hook, and lose what Okta is still able to bring.
 */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Inject HealthChecks checks;
  @Inject Instance<HealthDetail> details;

  @GET
  @Path("live")
  public JsonObject live() {
    return status(true).build();
  }

  @GET
  @Path("ready")
  public Response ready() {
    Map<String, Boolean> results = checks.results();
    boolean up = !results.containsValue(false);
    JsonArrayBuilder list = Json.createArrayBuilder();
    results.forEach((name, isUp) -> list.add(status(isUp).add("name", name)));
    JsonObjectBuilder answer = status(up).add("checks", list);
    details.forEach(detail -> detail.find().ifPresent(d -> answer.add(detail.name(), d)));
    return Response.status(up ? 200 : 503).entity(answer.build()).build();
  }

  private static JsonObjectBuilder status(boolean up) {
    return Json.createObjectBuilder().add("status", up ? "UP" : "DOWN");
  }
}
