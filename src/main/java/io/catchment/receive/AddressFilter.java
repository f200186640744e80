package io.catchment.receive;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;

/**
 * Lets through only the addresses that the org allows, if it names any. Leaves the sender's address
 * as the request property {@link #SENDER}.
 */
@FromOkta
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 100)
public class AddressFilter implements ContainerRequestFilter {

  /** The request property with the sender's address, a string. */
  static final String SENDER = "io.catchment.sender";

  @Inject Doorkeeper doorkeeper;
  @Inject ReceiveMetrics metrics;
  @Context HttpServletRequest connection;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(SENDER, doorkeeper.senderOf(connection));
    doorkeeper
        .findRefusalByAddress(HookResource.orgOf(request), connection)
        .ifPresent(
            refusal -> {
              metrics.countRefusal(request, refusal.answer());
              request.abortWith(refusal.response());
            });
  }
}
