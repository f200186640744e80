package io.catchment.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.StringReader;
import java.security.Principal;
import java.util.Optional;

/** Writes what came of each call of an {@link Audited} method. */
@Audited
@ApplicationScoped
public class AuditFilter implements ContainerResponseFilter {

  private static final int FIRST_ERROR = 400;

  @Inject AuditTrail trail;
  @Inject AuditNote note;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Audited audited = resource.getResourceMethod().getAnnotation(Audited.class);
    if (audited != null && !note.isSkipped()) {
      trail.write(entry(audited, request, response));
    }
  }

  private AuditEntry entry(
      Audited audited, ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, String> path = request.getUriInfo().getPathParameters();
    return new AuditEntry(
        trail.now(),
        who(request),
        audited.value(),
        note.org().or(() -> Optional.ofNullable(path.getFirst("org"))),
        note.about().or(() -> Optional.of(filledIn(audited.about(), path))),
        response.getStatus(),
        note.detail().or(() -> findProblem(response)));
  }

  private String who(ContainerRequestContext request) {
    return note.who()
        .or(
            () ->
                Optional.ofNullable(request.getSecurityContext().getUserPrincipal())
                    .map(Principal::getName))
        .orElse("");
  }

  /** A text with the parameters of the path in place of their names in braces. */
  static String filledIn(String about, MultivaluedMap<String, String> path) {
    String text = about;
    for (String name : path.keySet()) {
      text = text.replace("{" + name + "}", path.getFirst(name));
    }
    return text;
  }

  /** Why it was refused, if it was. */
  private static Optional<String> findProblem(ContainerResponseContext response) {
    if (response.getStatus() < FIRST_ERROR || !(response.getEntity() instanceof String json)) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return Optional.ofNullable(reader.readObject().getString("detail", null));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
