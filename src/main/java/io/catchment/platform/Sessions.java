package io.catchment.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a session of the console remembers: who signed in, with the roles of then. As texts, which
 * outlive the class loader of a deployment. A session without them is none of ours, whatever the
 * container remembers with it.
 */
final class Sessions {

  private static final String NAME = "io.catchment.session.name";
  private static final String ROLES = "io.catchment.session.roles";

  private Sessions() {}

  /** Who signed in to the session of this request; empty if it has none. */
  static Optional<Caller> find(HttpServletRequest request) {
    return read(request, session -> session.getAttribute(NAME))
        .map(name -> new Caller((String) name, roles(request)));
  }

  private static Set<Role> roles(HttpServletRequest request) {
    String roles = (String) read(request, session -> session.getAttribute(ROLES)).orElse("");
    return Arrays.stream(Role.values())
        .filter(role -> Arrays.asList(roles.split(",", -1)).contains(role.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Another request may end the session at any time. */
  private static Optional<Object> read(
      HttpServletRequest request, Function<HttpSession, Object> what) {
    try {
      return Optional.ofNullable(request.getSession(false)).map(what);
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Begins a session with an id that nobody knew before: some containers take one that is sent. */
  static void begin(HttpServletRequest request, Caller caller) {
    HttpSession session = request.getSession(true);
    if (session.getId().equals(request.getRequestedSessionId())) {
      request.changeSessionId();
    }
    session.setAttribute(
        ROLES, caller.roles().stream().map(Role::name).collect(Collectors.joining(",")));
    session.setAttribute(NAME, caller.name());
  }

  /** Ends the session, if there is one. */
  static void end(HttpServletRequest request) {
    try {
      Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
    } catch (IllegalStateException e) {
      // Another request was first.
    }
  }
}
