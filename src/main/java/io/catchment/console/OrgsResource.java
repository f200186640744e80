package io.catchment.console;

import io.catchment.platform.Address;
import io.catchment.platform.OrgSettings;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.Locale;

/** Which orgs may send, and how; never with what secret. */
@Path("orgs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrgsResource {

  private static final String OWN_PATH = "/api/orgs";

  @Inject Settings settings;

  /** The orgs of the settings, by their aliases. */
  @GET
  public JsonObject list(@Context UriInfo uri, @Context HttpServletRequest request) {
    String own = Address.find(uri, request, settings.trustedProxies());
    String hooks = own.substring(0, own.lastIndexOf(OWN_PATH)) + "/hooks/";
    JsonArrayBuilder orgs = Json.createArrayBuilder();
    settings.orgs().values().stream()
        .sorted(Comparator.comparing(OrgSettings::alias))
        .forEach(org -> orgs.add(view(org, hooks)));
    return Json.createObjectBuilder().add("orgs", orgs).build();
  }

  private static JsonObjectBuilder view(OrgSettings org, String hooks) {
    JsonObjectBuilder view = Json.createObjectBuilder().add("org", org.alias());
    org.domain().ifPresent(domain -> view.add("domain", domain));
    return view.add("header", org.header())
        .add("apiAccess", org.api().isPresent())
        .add("reconcile", org.reconcileScope().name().toLowerCase(Locale.ROOT))
        .add("verification", org.secretOnVerification() ? "secret" : "open")
        .add("hookUrl", hooks + org.alias());
  }
}
