package io.catchment.audit;

import io.catchment.platform.Address;
import io.catchment.platform.OrgParameter;
import io.catchment.platform.Problem;
import io.catchment.platform.Role;
import io.catchment.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** Shows who did what. */
@Path("audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private static final int MAX_LIMIT = 100;

  @Inject AuditRecords records;
  @Inject Settings settings;

  /**
   * Shows the latest entries, and where the next are, as long as there are more. With which name a
   * sign-in failed only operators see.
   *
   * @param before the id of the last one that was seen; from the latest on if it is missing
   * @param limit how many at the most, from 1 to 100, which it is if it is missing
   * @param org the alias of the only org that counts; all if it is missing, 400 if it can be none
   */
  @GET
  public JsonObject list(
      @QueryParam("before") String before,
      @QueryParam("limit") String limit,
      @QueryParam("org") String org,
      @Context UriInfo uri,
      @Context HttpServletRequest request) {
    int most = limit(limit);
    List<AuditEntryEntity> found = records.page(OrgParameter.read(org), before(before), most + 1);
    List<AuditEntryEntity> shown = found.subList(0, Math.min(most, found.size()));
    JsonArrayBuilder list = Json.createArrayBuilder();
    boolean toOperator = request.isUserInRole(Role.OPERATOR.containerRole());
    shown.forEach(entry -> list.add(AuditView.of(entry, toOperator)));
    JsonObjectBuilder answer = Json.createObjectBuilder().add("entries", list);
    if (found.size() > most) {
      answer.add("next", next(uri, request, shown.get(most - 1)));
    }
    return answer.build();
  }

  private String next(UriInfo uri, HttpServletRequest request, AuditEntryEntity last) {
    URI further = uri.getRequestUriBuilder().replaceQueryParam("before", last.id()).build();
    String address = Address.find(uri, request, settings.trustedProxies());
    return address + "?" + further.getRawQuery();
  }

  private static int limit(String text) {
    if (text == null) {
      return MAX_LIMIT;
    }
    int limit = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.refusal(400, "limit is a number from 1 to " + MAX_LIMIT + ".");
    }
    return limit;
  }

  private static long before(String text) {
    if (text == null) {
      return Long.MAX_VALUE;
    }
    if (!text.matches("\\d{1,18}")) {
      throw Problem.refusal(400, "before is the id of an entry of the audit trail.");
    }
    return Long.parseLong(text);
  }
}
