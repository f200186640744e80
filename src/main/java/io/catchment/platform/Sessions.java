package io.catchment.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a session of the console remembers: who signed in and when, with the roles of then. As texts
 * and a number, which outlive the class loader of a deployment. A session without them is none of
 * ours, whatever the container remembers with it.
 *
 * <p>It counts for twelve hours, however much it is used, because its roles are those of then.
 */
final class Sessions {

  private static final String NAME = "io.catchment.session.name";
  private static final String ROLES = "io.catchment.session.roles";

  /** In milliseconds since 1970. */
  private static final String SINCE = "io.catchment.session.since";

  private static final Duration LONGEST = Duration.ofHours(12);

  private Sessions() {}

  /** Who signed in to the session of this request; empty if it has none, or none any more. */
  static Optional<Caller> find(HttpServletRequest request, Instant now) {
    return read(request, session -> session.getAttribute(SINCE))
        .filter(since -> counts(Instant.ofEpochMilli((Long) since), now))
        .flatMap(since -> read(request, session -> session.getAttribute(NAME)))
        .map(name -> new Caller((String) name, roles(request)));
  }

  private static boolean counts(Instant since, Instant now) {
    return now.isBefore(since.plus(LONGEST));
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
  static void begin(HttpServletRequest request, Caller caller, Instant now) {
    HttpSession session = request.getSession(true);
    if (session.getId().equals(request.getRequestedSessionId())) {
      request.changeSessionId();
    }
    session.setAttribute(
        ROLES, caller.roles().stream().map(Role::name).collect(Collectors.joining(",")));
    session.setAttribute(NAME, caller.name());
    session.setAttribute(SINCE, now.toEpochMilli());
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
