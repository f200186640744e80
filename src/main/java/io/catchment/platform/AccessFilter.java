package io.catchment.platform;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets in whom {@link Access} lets in. Behind it, the request's principal and roles are the
 * caller's, whichever way he identified himself.
 *
 * <p>What is answered behind it nobody is to keep, no proxy, and no browser for its next user. A
 * resource that knows better says so instead.
 *
 * <p>Asks again when a request comes back whose body was waited for: some such requests come here
 * for the first time then.
 *
 * <p>Mapped in {@code web.xml}: annotations promise no order among filters.
 */
public class AccessFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String NOT_KEPT = "no-store";

  @Inject transient Access access;
  @Inject transient Refusals refusals;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", NOT_KEPT);
    access.leavingNoSession(request, () -> letIn(access.identify(request), response, chain));
  }

  private void letIn(HttpServletRequest identified, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Refusal> refusal = access.findRefusal(identified);
    if (refusal.isPresent()) {
      refusals.tell(identified, refusal.get());
      refusal.get().writeTo(response);
    } else {
      chain.doFilter(identified, response);
    }
  }
}
