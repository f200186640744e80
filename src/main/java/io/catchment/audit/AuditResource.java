package io.catchment.audit;

import io.catchment.platform.Address;
import io.catchment.platform.OrgParameter;
import io.catchment.platform.PageWish;
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
import java.util.List;

/** Shows who did what. */
@Path("audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

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
    PageWish wish = PageWish.read("before", before, "an entry of the audit trail", limit);
    long behind = wish.behind().orElse(Long.MAX_VALUE);
    List<AuditEntryEntity> found = records.page(OrgParameter.read(org), behind, wish.sought());
    JsonArrayBuilder list = Json.createArrayBuilder();
    boolean toOperator = request.isUserInRole(Role.OPERATOR.containerRole());
    wish.shown(found).forEach(entry -> list.add(AuditView.of(entry, toOperator)));
    JsonObjectBuilder answer = Json.createObjectBuilder().add("entries", list);
    String address = Address.find(uri, request, settings.trustedProxies());
    wish.findNext(found, AuditEntryEntity::id, uri, address)
        .ifPresent(next -> answer.add("next", next));
    return answer.build();
  }
}
