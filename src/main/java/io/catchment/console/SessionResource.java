package io.catchment.console;

import io.catchment.audit.AuditNote;
import io.catchment.audit.Audited;
import io.catchment.platform.Access;
import io.catchment.platform.Caller;
import io.catchment.platform.Problem;
import io.catchment.platform.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** Signs users of the container in and out, and says who somebody is. */
@Path("session")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

  private static final String WRONG = "The name or the password is wrong.";
  private static final String NO_ROLE =
      "This user has neither the role "
          + Role.VIEWER.containerRole()
          + " nor "
          + Role.OPERATOR.containerRole()
          + ".";

  @Inject Access access;
  @Inject AuditNote note;

  /** Who the caller is, and what he may do. */
  @GET
  public JsonObject show(@Context HttpServletRequest request) {
    return view(
        request.getUserPrincipal().getName(), role -> request.isUserInRole(role.containerRole()));
  }

  /**
   * Begins a session. 401 if there is no such user or the password is wrong, which nobody is told
   * apart; 403 if he has no role here.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Audited(Audited.SIGN_IN)
  public JsonObject signIn(
      MultivaluedMap<String, String> sent, @Context HttpServletRequest request) {
    SignInForm form = SignInForm.read(sent);
    note.who(form.name());
    Caller caller =
        access
            .signIn(request, form.name(), form.password())
            .orElseThrow(() -> Problem.refusal(401, WRONG));
    // A container may know him by a name that is not written as he wrote it.
    note.who(caller.name());
    if (caller.roles().isEmpty()) {
      throw Problem.refusal(403, NO_ROLE);
    }
    return view(caller.name(), caller::has);
  }

  /** Ends the session; 204 also if the caller has none. */
  @DELETE
  @Audited(value = "sign out")
  public Response signOut(@Context HttpServletRequest request) {
    if (!access.signOut(request)) {
      note.skip();
    }
    return Response.noContent().build();
  }

  private static JsonObject view(String name, Predicate<Role> has) {
    JsonArrayBuilder roles = Json.createArrayBuilder();
    Arrays.stream(Role.values())
        .filter(has)
        .forEach(role -> roles.add(role.name().toLowerCase(Locale.ROOT)));
    return Json.createObjectBuilder().add("user", name).add("roles", roles).build();
  }
}
