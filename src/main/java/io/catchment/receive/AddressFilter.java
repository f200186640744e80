package io.catchment.receive;

import io.catchment.platform.OrgSettings;
import io.catchment.platform.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Lets through only the addresses that the org allows, if it names any. Leaves the sender's address
 * as the request property {@link #SENDER}.
 */
@FromOkta
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 100)
public class AddressFilter implements ContainerRequestFilter {

  private static final Logger LOG = System.getLogger(AddressFilter.class.getName());

  /** The request property with the sender's address, a string. */
  static final String SENDER = "io.catchment.sender";

  @Inject Settings settings;
  @Inject ReceiveMetrics metrics;
  @Context HttpServletRequest connection;

  @Override
  public void filter(ContainerRequestContext request) {
    String sender =
        SenderAddress.find(
            connection.getRemoteAddr(),
            header(request, "Forwarded"),
            header(request, "X-Forwarded-For"),
            settings.trustedProxies());
    request.setProperty(SENDER, sender);
    if (!isAllowed(request, sender)) {
      metrics.countRefusal(request, Answer.ADDRESS_REFUSED);
      LOG.log(Level.DEBUG, "Refused a call from {0}: the address is not allowed", sender);
      request.abortWith(
          new Receipt(Answer.ADDRESS_REFUSED, "This address may not call the hook.").response());
    }
  }

  private boolean isAllowed(ContainerRequestContext request, String sender) {
    Optional<OrgSettings> org = settings.findOrg(HookResource.orgOf(request));
    return org.map(OrgSettings::allow)
        .filter(a -> !a.isEmpty())
        .map(a -> a.contains(sender))
        .orElse(true);
  }

  private static List<String> header(ContainerRequestContext request, String name) {
    return request.getHeaders().getOrDefault(name, List.of());
  }
}
