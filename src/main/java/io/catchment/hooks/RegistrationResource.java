package io.catchment.hooks;

import io.catchment.audit.AuditNote;
import io.catchment.audit.Audited;
import io.catchment.okta.EventTypes;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaException;
import io.catchment.okta.OktaTakenOverException;
import io.catchment.okta.OrgAccess;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The org's hook in Okta: said what it should be, shown, and taken away. */
@Path("orgs/{org}/hook")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {

  private static final String KEPT = " What was asked for is kept, and Okta is asked again.";
  private static final String NOT_KEPT =
      " What was asked for is not kept; all is as it was before.";

  /** How long a request waits for others to finish. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject OrgAccess access;
  @Inject HookKeeper keeper;
  @Inject HookTurns turns;
  @Inject HookNotes notes;
  @Inject EventTypes catalogue;
  @Inject AuditNote note;

  /** Shows what is wanted, and what Okta said last. */
  @GET
  public JsonObject show(@PathParam("org") String alias) throws Exception {
    OrgSettings org = access.requireOrg(alias);
    Optional<HookEntity> hook = notes.find(alias).filter(RegistrationResource::hasAnything);
    if (hook.isEmpty()) {
      access.requireClient(alias);
      throw OrgAccess.refusal(404, "Nothing is known of a hook of this org; PUT one here.");
    }
    return HookView.of(org, hook.get(), List.of());
  }

  private static boolean hasAnything(HookEntity hook) {
    return hook.wanted().isPresent() || hook.found().isPresent() || hook.rejection().isPresent();
  }

  /**
   * Creates the hook or changes it, and answers when Okta has verified it. Idempotent. 503 if
   * others are at it all the time or have taken over, 502 if Okta does not do its part.
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "register hook", about = "hook of {org}")
  public JsonObject register(@PathParam("org") String alias, String body) throws Exception {
    OrgSettings org = access.requireOrg(alias);
    OktaClient client = requireClient(alias);
    Registration registration = read(body, org);
    Wanted wanted = registration.wanted();
    try {
      HookEntity hook = inTurn(alias, () -> keeper.ensure(org, client, wanted));
      note.detail(wanted.inWords());
      return HookView.of(org, hook, registration.warnings());
    } catch (OktaException e) {
      String outcome = outcome(keeper.isWanted(org, wanted), registration);
      note.detail(wanted.inWords() + ": " + e.getMessage() + outcome);
      throw access.passedOn(e, outcome);
    }
  }

  /** What is odd about a request may be why Okta does not take it. */
  private static String outcome(boolean kept, Registration registration) {
    return Stream.concat(Stream.of(kept ? KEPT : NOT_KEPT), registration.warnings().stream())
        .collect(Collectors.joining(" "));
  }

  /** Deactivates the hook and deletes it, if it is ours; 204 also if there was none. */
  @DELETE
  @Audited(value = "remove hook", about = "hook of {org}")
  public Response remove(@PathParam("org") String alias) throws Exception {
    OrgSettings org = access.requireOrg(alias);
    OktaClient client = requireClient(alias);
    try {
      inTurn(alias, () -> keeper.remove(org, client));
      return Response.noContent().build();
    } catch (OktaException e) {
      throw access.passedOn(e, "");
    }
  }

  private OktaClient requireClient(String alias) {
    return turns.guard(alias, access.requireClient(alias).withPatience(HookTurns.PATIENCE));
  }

  private <T> T inTurn(String alias, Callable<T> work) throws Exception {
    try {
      return turns.take(alias, PATIENCE, work).orElseThrow(RegistrationResource::busy);
    } catch (OktaTakenOverException e) {
      throw busy();
    }
  }

  private static WebApplicationException busy() {
    return new WebApplicationException(
        Problem.of(503, "This org's hook is being looked after or changed; try again.")
            .response()
            .header(HttpHeaders.RETRY_AFTER, PATIENCE.toSeconds())
            .build());
  }

  private Registration read(String body, OrgSettings org) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return Registration.read(reader.readObject(), org, catalogue);
    } catch (JsonException e) {
      throw OrgAccess.refusal(400, "The body must be a JSON object with \"uri\" and \"events\".");
    } catch (BadRegistrationException e) {
      throw OrgAccess.refusal(400, e.getMessage());
    }
  }
}
