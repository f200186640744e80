package io.catchment.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Tells of refusals, for whoever keeps an account of them. */
@ApplicationScoped
public class Refusals {

  private static final int MOST_OF_NAME = 255;

  @Inject Event<RefusedCall> told;

  /**
   * Tells that a caller was refused, if it is known who it is, or if he says so himself with a
   * password that is wrong. Once for a request.
   */
  public void tell(HttpServletRequest identified, Refusal refusal) {
    findName(identified, refusal)
        .ifPresent(
            name ->
                told.fire(
                    new RefusedCall(
                        name, identified.getMethod(), Access.pathOf(identified), refusal)));
  }

  /** Who the caller is; or, if nobody knows him, who he says he is. */
  static Optional<String> findName(HttpServletRequest identified, Refusal refusal) {
    return refusal.isOfAStranger()
        ? Optional.ofNullable(identified.getHeader(Access.AUTHORIZATION))
            .flatMap(BasicCredentials::read)
            .map(sent -> OneLine.of(sent.name(), MOST_OF_NAME))
        : Optional.ofNullable(identified.getUserPrincipal()).map(Principal::getName);
  }
}
