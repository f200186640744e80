package io.catchment.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  private static final Logger LOG = System.getLogger(HealthResource.class.getName());
  private static final long CHECK_SECONDS = 2;

  @Inject Instance<HealthCheck> checks;
  @Inject Instance<HealthDetail> details;
  @Resource ManagedExecutorService executor;

  @GET
  @Path("live")
  public JsonObject live() {
    return status(true).build();
  }

  @GET
  @Path("ready")
  public Response ready() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CHECK_SECONDS);
    List<Running> running = checks.stream().map(this::start).toList();
    List<Checked> results = running.stream().map(check -> await(check, end)).toList();
    boolean up = results.stream().allMatch(Checked::up);
    JsonArrayBuilder list = Json.createArrayBuilder();
    results.forEach(c -> list.add(status(c.up()).add("name", c.name())));
    JsonObjectBuilder answer = status(up).add("checks", list);
    details.forEach(detail -> detail.find().ifPresent(d -> answer.add(detail.name(), d)));
    return Response.status(up ? 200 : 503).entity(answer.build()).build();
  }

  private Running start(HealthCheck check) {
    return new Running(
        check.name(),
        executor.submit(
            () -> {
              check.check();
              return null;
            }));
  }

  /** In time for a supervisor: a check that hangs is down, and all of them have the same time. */
  private Checked await(Running check, long end) {
    try {
      check.result().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return new Checked(check.name(), true);
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "Not ready, {0}: {1}", check.name(), e.getCause().getMessage());
    } catch (TimeoutException e) {
      check.result().cancel(true);
      LOG.log(Level.DEBUG, "Not ready, {0}: no answer in {1} s", check.name(), CHECK_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Checked(check.name(), false);
  }

  private static JsonObjectBuilder status(boolean up) {
    return Json.createObjectBuilder().add("status", up ? "UP" : "DOWN");
  }

  private record Running(String name, Future<?> result) {}

  private record Checked(String name, boolean up) {}
}
