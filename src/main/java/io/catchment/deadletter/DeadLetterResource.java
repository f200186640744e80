package io.catchment.deadletter;

import io.catchment.audit.AuditNote;
import io.catchment.audit.Audited;
import io.catchment.platform.Address;
import io.catchment.platform.OrgParameter;
import io.catchment.platform.PageWish;
import io.catchment.platform.Problem;
import io.catchment.platform.Settings;
import io.catchment.store.DeadLetter;
import io.catchment.store.DeadLetters;
import io.catchment.store.Retrial;
import io.catchment.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** What could not be stored as events: shown, read again, and given up. */
@Path("dead-letters")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {

  private static final Logger LOG = System.getLogger(DeadLetterResource.class.getName());

  /** How much of a dead letter is shown beside it, in bytes. */
  private static final int BEGINNING = 4 * 1024;

  @Inject DeadLetters letters;
  @Inject Settings settings;
  @Inject AuditNote note;

  /**
   * Shows the latest ones, and where the next are, as long as there are more.
   *
   * @param after the id of the last one that was seen; from the latest on if it is missing
   * @param limit how many at the most, from 1 to 100, which it is if it is missing
   * @param org the alias of the only org that counts; all if it is missing, 400 if it can be none
   */
  @GET
  public JsonObject list(
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @QueryParam("org") String org,
      @Context UriInfo uri,
      @Context HttpServletRequest request) {
    PageWish wish = PageWish.read("after", after, "a dead letter", limit);
    List<DeadLetter> found = letters.page(OrgParameter.read(org), wish.behind(), wish.sought());
    JsonArrayBuilder list = Json.createArrayBuilder();
    wish.shown(found).forEach(letter -> list.add(DeadLetterView.of(letter)));
    JsonObjectBuilder answer = Json.createObjectBuilder().add("deadLetters", list);
    String address = Address.find(uri, request, settings.trustedProxies());
    wish.findNext(found, DeadLetter::id, uri, address).ifPresent(next -> answer.add("next", next));
    return answer.build();
  }

  /** Shows one, and its first 4 KiB if they are text. */
  @GET
  @Path("{id}")
  public JsonObject show(@PathParam("id") String id) {
    DeadLetter letter = letters.find(id(id)).orElseThrow(DeadLetterResource::gone);
    byte[] beginning =
        letters.findBeginning(letter.id(), BEGINNING).orElseThrow(DeadLetterResource::gone);
    return DeadLetterView.of(letter, beginning).build();
  }

  /** Gives its bytes as they came. Strangers wrote them: no browser is to take them for a page. */
  @GET
  @Path("{id}/body")
  @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
  public Response body(@PathParam("id") String id) {
    byte[] bytes = letters.findBody(id(id)).orElseThrow(DeadLetterResource::gone);
    return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"dead-letter-" + id(id) + ".bin\"")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /**
   * Reads one again. What can be stored now is, and it is gone then: who asks again is answered
   * 404. 422 if it stays, with the reason; 503 if the database is in trouble.
   */
  @POST
  @Path("{id}/retry")
  @Audited(value = "retry dead letter", about = "dead letter {id}")
  public JsonObject retry(@PathParam("id") String id, @Context SecurityContext caller)
      throws StoreUnavailableException {
    // Looked at before: a retry may remove it, and gives it another reason if it stays.
    DeadLetter letter = letters.find(id(id)).orElseThrow(DeadLetterResource::gone);
    Retrial retrial = letters.retry(letter.id()).orElseThrow(DeadLetterResource::gone);
    log(caller, "retried", letter, DeadLetterView.inWords(letter, retrial));
    if (retrial instanceof Retrial.Stored stored) {
      return DeadLetterView.of(stored);
    }
    throw Problem.refusal(422, DeadLetterView.inWords(retrial));
  }

  /**
   * Reads all again that are of an org and kept for a reason, for a time; the answer says what came
   * of them, and where to go on.
   */
  @POST
  @Path("retry")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "retry dead letters")
  public JsonObject retryAll(String body, @Context SecurityContext caller)
      throws StoreUnavailableException {
    RetryWish wish = RetryWish.read(body);
    wish.org().ifPresent(note::org);
    note.about(wish.inWords());
    BulkRetry retry = new BulkRetry(letters, wish, System::nanoTime);
    try {
      retry.run();
    } finally {
      // What was done until the database was in trouble is done.
      note.detail(retry.inWords());
      String who = caller.getUserPrincipal().getName();
      LOG.log(Level.INFO, "{0} retried {1}: {2}", who, wish.inWords(), retry.inWords());
    }
    return retry.json();
  }

  /** Gives one up, for good. 404 if it is gone already; 503 if the database is in trouble. */
  @DELETE
  @Path("{id}")
  @Audited(value = "delete dead letter", about = "dead letter {id}")
  public Response delete(@PathParam("id") String id, @Context SecurityContext caller)
      throws StoreUnavailableException {
    DeadLetter letter = letters.delete(id(id)).orElseThrow(DeadLetterResource::gone);
    log(caller, "deleted", letter, DeadLetterView.inWords(letter));
    return Response.noContent().build();
  }

  private void log(SecurityContext caller, String what, DeadLetter letter, String outcome) {
    note.org(letter.org());
    note.detail(outcome);
    String who = caller.getUserPrincipal().getName();
    String id = Long.toString(letter.id());
    LOG.log(Level.INFO, "{0} {1} dead letter {2}: {3}", who, what, id, outcome);
  }

  private static long id(String text) {
    return PageWish.findId(text).orElseThrow(DeadLetterResource::gone);
  }

  private static WebApplicationException gone() {
    return Problem.refusal(404, "There is no such dead letter, or none any more.");
  }
}
