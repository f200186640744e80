package io.catchment.receive;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.Secrets;
import io.catchment.platform.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets through only who knows the org's secret. Okta signs nothing: a static header is all that its
 * event hooks offer. No secret, a wrong one, and an org that does not exist look the same from
 * outside, in the answer and nearly in the time that it takes.
 */
@FromOkta
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class SecretFilter implements ContainerRequestFilter {

  private static final Logger LOG = System.getLogger(SecretFilter.class.getName());

  /** Compared with for an org that does not exist; nobody knows it, we neither. */
  private static final List<String> NOBODYS = List.of(UUID.randomUUID().toString());

  private static final Receipt REFUSAL =
      new Receipt(
          Answer.UNAUTHORIZED, "The hook's secret is missing or wrong, or there is no such hook.");

  @Inject Settings settings;
  @Inject ReceiveMetrics metrics;
  @Context HttpServletRequest connection;

  @Override
  public void filter(ContainerRequestContext request) {
    findRefusal(HookResource.orgOf(request), connection)
        .ifPresent(
            refusal -> {
              metrics.countRefusal(request, refusal.answer());
              request.abortWith(refusal.response());
            });
  }

  /** The answer for who does not know the secret; empty for who does. */
  Optional<Receipt> findRefusal(String name, HttpServletRequest request) {
    Optional<OrgSettings> org = settings.findOrg(name);
    if (org.isPresent() && isOpenVerification(request, org.get())) {
      return Optional.empty();
    }
    String header = org.map(OrgSettings::header).orElse(HttpHeaders.AUTHORIZATION);
    Secrets secrets = org.map(OrgSettings::secrets).orElse(() -> NOBODYS);
    boolean known = secrets.accepts(onlyValue(request, header));
    if (known && hasRequiredHeaders(request, org)) {
      return Optional.empty();
    }
    LOG.log(Level.DEBUG, "Refused a call from {0}: no or wrong secret", request.getRemoteAddr());
    return Optional.of(REFUSAL);
  }

  private static boolean isOpenVerification(HttpServletRequest request, OrgSettings org) {
    return request.getMethod().equals(HttpMethod.GET) && !org.secretOnVerification();
  }

  private static boolean hasRequiredHeaders(HttpServletRequest request, Optional<OrgSettings> org) {
    Map<String, Secrets> required = org.map(OrgSettings::requiredHeaders).orElse(Map.of());
    return required.entrySet().stream()
        .allMatch(h -> h.getValue().accepts(onlyValue(request, h.getKey())));
  }

  /** Null if the header is missing, or there more than once: then we would have to guess. */
  private static String onlyValue(HttpServletRequest request, String header) {
    List<String> values = Collections.list(request.getHeaders(header));
    return values.size() == 1 ? values.get(0) : null;
  }
}
