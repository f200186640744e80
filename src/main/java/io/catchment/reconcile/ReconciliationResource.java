package io.catchment.reconcile;

import io.catchment.audit.AuditNote;
import io.catchment.audit.Audited;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OrgAccess;
import io.catchment.platform.OrgSettings;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

/** How the reading of an org's System Log stands, and ranges of it to be read on demand. */
@Path("orgs/{org}/reconciliation")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {

  private static final int GAPS = 100;
  private static final int RUNS = 20;

  @Inject OrgAccess access;
  @Inject Progress progress;
  @Inject Gaps gaps;
  @Inject Runs runs;
  @Inject Selections selections;
  @Inject Quota quota;
  @Inject Writers writers;
  @Inject Clock clock;
  @Inject AuditNote note;

  /** Where the reading stands, what came of it, the last gaps and the last ranges. */
  @GET
  public JsonObject show(@PathParam("org") String alias) throws Exception {
    OrgSettings org = access.requireOrg(alias);
    OktaClient client = access.requireClient(alias);
    return ReconciliationView.of(progress.find(alias), clock.instant())
        .add("org", alias)
        .add("mode", org.reconcileScope().name().toLowerCase(Locale.ROOT))
        .add("types", ReconciliationView.types(selections.of(org)))
        .add("hookEventsIn24Hours", quota.look(alias))
        .add("hookQuota", Quota.EVENTS)
        .add("hookQuotaWarning", Quota.WARNING)
        .add("clockOffsetSeconds", Math.round(client.clockOffset().toMillis() / 1e3))
        .add("rateLimits", ReconciliationView.headRooms(client.headRooms()))
        .add("gaps", ReconciliationView.gaps(gaps.latest(alias, GAPS)))
        .add("runs", ReconciliationView.runs(runs.latest(alias, RUNS)))
        .build();
  }

  /** Begins to read a range in the background. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = "read range", about = "System Log of {org}")
  public Response start(@PathParam("org") String alias, String body, @Context UriInfo uri)
      throws Exception {
    access.requireClient(alias);
    Range range = range(body);
    note.detail("From " + range.since() + " until " + range.until() + ".");
    RunEntity run = writers.write(() -> runs.add(alias, range.since(), range.until()));
    return Response.accepted(ReconciliationView.of(run))
        .location(uri.getAbsolutePathBuilder().path(run.id().toString()).build())
        .build();
  }

  /** How far a range is read. */
  @GET
  @Path("{run}")
  public JsonObject show(@PathParam("org") String alias, @PathParam("run") String id) {
    return ReconciliationView.of(require(alias, id));
  }

  /** Ends the reading of a range; what was read stays. */
  @DELETE
  @Path("{run}")
  @Audited(value = "end range", about = "range {run}")
  public JsonObject cancel(@PathParam("org") String alias, @PathParam("run") String id)
      throws Exception {
    UUID run = require(alias, id).id();
    return ReconciliationView.of(writers.write(() -> runs.cancel(run)));
  }

  private Range range(String body) {
    try {
      return Range.read(body, clock.instant());
    } catch (IllegalArgumentException e) {
      throw OrgAccess.refusal(400, e.getMessage());
    }
  }

  private RunEntity require(String alias, String id) {
    access.requireOrg(alias);
    try {
      return runs.find(alias, UUID.fromString(id))
          .orElseThrow(() -> OrgAccess.refusal(404, "This org has no such range."));
    } catch (IllegalArgumentException e) {
      throw OrgAccess.refusal(404, "This org has no such range.");
    }
  }
}
