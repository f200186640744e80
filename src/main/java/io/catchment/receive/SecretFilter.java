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
 * Lets through only who knows the org's secret. Okta signs nothing: a static header is all that its
 * event hooks offer. No secret, a wrong one, and an org that does not exist look the same from
 * outside, in the answer and nearly in the time that it takes.
 */
@FromOkta
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class SecretFilter implements ContainerRequestFilter {

  @Inject Doorkeeper doorkeeper;
  @Inject ReceiveMetrics metrics;
  @Context HttpServletRequest connection;

  @Override
  public void filter(ContainerRequestContext request) {
    doorkeeper
        .findRefusalBySecret(HookResource.orgOf(request), connection)
        .ifPresent(
            refusal -> {
              metrics.countRefusal(request, refusal.answer());
              request.abortWith(refusal.response());
            });
  }
}
