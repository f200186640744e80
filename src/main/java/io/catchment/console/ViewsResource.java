package io.catchment.console;

import io.catchment.audit.AuditNote;
import io.catchment.audit.Audited;
import io.catchment.platform.Problem;
import io.catchment.platform.Role;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Views of the console that somebody saved: his own, and what operators share with all. Whoever may
 * look may save, and delete what is his.
 */
@Path("views")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ViewsResource {

  @Inject Views views;
  @Inject Writers writers;
  @Inject AuditNote note;

  /** Shows the caller's own ones, and those that are shared. */
  @GET
  public JsonObject list(@Context SecurityContext caller) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    views.of(name(caller)).forEach(view -> list.add(view.json(name(caller))));
    return Json.createObjectBuilder().add("views", list).build();
  }

  /**
   * Saves one. 403 if it is to be shared and the caller is no operator; 409 if he has one of this
   * name, or as many as he can have.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "save view")
  public Response save(String body, @Context SecurityContext caller) throws Exception {
    // Nobody else's business, unless it is shared.
    note.skip();
    SavedView view = SavedView.read(body, name(caller));
    if (view.shared()) {
      tell(view);
      requireOperator(caller, "Sharing a view");
    }
    Optional<String> problem = writers.write(() -> views.add(view));
    if (problem.isPresent()) {
      throw Problem.refusal(409, problem.get());
    }
    return Response.status(Response.Status.CREATED).entity(view.json(name(caller))).build();
  }

  /** Deletes one: the caller's own, or one that is shared if he is an operator. */
  @DELETE
  @Path("{view}")
  @Audited(value = "delete view")
  public Response delete(@PathParam("view") String id, @Context SecurityContext caller)
      throws Exception {
    note.skip();
    SavedView view = require(id, caller);
    if (view.shared()) {
      tell(view);
    }
    if (!view.isOf(name(caller))) {
      requireOperator(caller, "Deleting a view of somebody else");
    }
    if (!writers.write(() -> views.remove(view.id()))) {
      throw gone();
    }
    return Response.noContent().build();
  }

  /** What somebody else keeps for himself is not there. */
  private SavedView require(String id, SecurityContext caller) {
    try {
      return views
          .find(UUID.fromString(id))
          .filter(view -> view.shared() || view.isOf(name(caller)))
          .orElseThrow(ViewsResource::gone);
    } catch (IllegalArgumentException e) {
      throw gone();
    }
  }

  private void tell(SavedView view) {
    note.keep();
    note.about("view " + view.name());
  }

  private static void requireOperator(SecurityContext caller, String what) {
    if (!caller.isUserInRole(Role.OPERATOR.containerRole())) {
      throw Problem.refusal(403, what + " needs the role " + Role.OPERATOR.containerRole() + ".");
    }
  }

  private static WebApplicationException gone() {
    return Problem.refusal(404, "There is no such view, or none any more.");
  }

  private static String name(SecurityContext caller) {
    return caller.getUserPrincipal().getName();
  }
}
