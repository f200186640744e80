package io.catchment.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Tells of refusals, for whoever keeps an account of them. */
@ApplicationScoped
public class Refusals {

  @Inject Event<RefusedCall> told;

  /** Tells that a caller was refused, if it is known who it is. Once for a request. */
  public void tell(HttpServletRequest identified, Refusal refusal) {
    Principal caller = identified.getUserPrincipal();
    if (caller != null) {
      told.fire(
          new RefusedCall(
              caller.getName(), identified.getMethod(), Access.pathOf(identified), refusal));
    }
  }
}
