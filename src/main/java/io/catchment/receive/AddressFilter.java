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
import java.util.Collections;
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
    request.setProperty(SENDER, senderOf(connection));
    findRefusal(HookResource.orgOf(request), connection)
        .ifPresent(
            refusal -> {
              metrics.countRefusal(request, refusal.answer());
              request.abortWith(refusal.response());
            });
  }

  /** The answer for an address that may not call this hook; empty if it may. */
  Optional<Receipt> findRefusal(String org, HttpServletRequest request) {
    String sender = senderOf(request);
    boolean allowed =
        settings
            .findOrg(org)
            .map(OrgSettings::allow)
            .filter(a -> !a.isEmpty())
            .map(a -> a.contains(sender))
            .orElse(true);
    if (allowed) {
      return Optional.empty();
    }
    LOG.log(Level.DEBUG, "Refused a call from {0}: the address is not allowed", sender);
    return Optional.of(new Receipt(Answer.ADDRESS_REFUSED, "This address may not call the hook."));
  }

  /** The address of who sent it, through proxies that are trusted. */
  String senderOf(HttpServletRequest request) {
    return SenderAddress.find(
        request.getRemoteAddr(),
        Collections.list(request.getHeaders("Forwarded")),
        Collections.list(request.getHeaders("X-Forwarded-For")),
        settings.trustedProxies());
  }
}
