package io.catchment.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells who may look at things and who may change them, for whoever has to know: the filter that
 * lets callers in, and who reads a body. A caller is a machine client with a token ({@code
 * Authorization: Bearer …}, or {@code SSWS …} as Okta's own clients send it), or a user of the
 * container by {@code Basic}.
 *
 * <p>Nothing is read of the request's body. May be asked more than once for a request: who sent it
 * is remembered with it, because a container may forget that when the request goes on to another
 * thread.
 */
@ApplicationScoped
public class Access {

  private static final String CALLER = "io.catchment.caller";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Inject Settings settings;

  /**
   * The request with the principal and the roles of who sent it, whichever way he identified
   * himself; without a principal if he did not, or not rightly. May begin a session, see {@link
   * #leavingNoSession}.
   */
  public HttpServletRequest identify(HttpServletRequest request) {
    if (request.getAttribute(CALLER) == null) {
      findCaller(request).ifPresent(caller -> request.setAttribute(CALLER, caller));
    }
    return request.getAttribute(CALLER) instanceof Caller caller
        ? new CallersRequest(request, caller)
        : request;
  }

  private Optional<Caller> findCaller(HttpServletRequest request) {
    String authorization = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    String credentials = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer", "ssws" -> findByToken(credentials);
      case "basic" -> {
        login(request, credentials);
        yield findByContainer(request);
      }
      default -> findByContainer(request);
    };
  }

  /** Why an {@linkplain #identify identified} caller may not do this; empty if he may. */
  public Optional<Refusal> findRefusal(HttpServletRequest identified) {
    if (identified.getUserPrincipal() == null) {
      return refusal(
          identified, 401, "Send a token as Authorization: Bearer, or a user's name and password.");
    }
    Role required = requiredRole(identified);
    if (!hasRole(identified, required)) {
      return refusal(identified, 403, "This needs the role " + required.containerRole() + ".");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(HttpServletRequest request, int status, String detail) {
    return Optional.of(new Refusal(status, detail, OktaProblem.isForPath(request.getRequestURI())));
  }

  /**
   * Does something with the request, and ends the session that it began: some containers begin one
   * at login, and a client that sends its password has no use for it.
   */
  public void leavingNoSession(HttpServletRequest request, Step step)
      throws IOException, ServletException {
    boolean hadSession = request.getSession(false) != null;
    try {
      step.run();
    } finally {
      HttpSession session = request.getSession(false);
      if (!hadSession && session != null) {
        session.invalidate();
      }
    }
  }

  private Optional<Caller> findByToken(String presented) {
    TokenSettings found = null;
    for (TokenSettings token : settings.tokens().values()) {
      if (token.secrets().accepts(presented)) {
        found = token;
      }
    }
    return Optional.ofNullable(found).map(token -> new Caller(token.name(), Set.of(token.role())));
  }

  private static void login(HttpServletRequest request, String credentials) {
    try {
      String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      if (colon > 0 && request.getUserPrincipal() == null) {
        request.login(decoded.substring(0, colon), decoded.substring(colon + 1));
      }
    } catch (IllegalArgumentException | ServletException e) {
      // Not a user of the container: the request stays without a principal, and is refused.
    }
  }

  private static Optional<Caller> findByContainer(HttpServletRequest request) {
    return Optional.ofNullable(request.getUserPrincipal())
        .map(user -> new Caller(user.getName(), rolesIn(request)));
  }

  private static Set<Role> rolesIn(HttpServletRequest request) {
    return Arrays.stream(Role.values())
        .filter(role -> hasRole(request, role))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean hasRole(HttpServletRequest request, Role role) {
    return request.isUserInRole(role.containerRole());
  }

  private static Role requiredRole(HttpServletRequest request) {
    return READING.contains(request.getMethod()) ? Role.VIEWER : Role.OPERATOR;
  }

  /** What is done with a request. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException, ServletException;
  }

  /** Who sent a request, and the roles that he was given. */
  private record Caller(String name, Set<Role> roles) {}

  /** A request of which it is known who sent it. An operator may all that a viewer may. */
  private static final class CallersRequest extends HttpServletRequestWrapper {
    private final Caller caller;

    CallersRequest(HttpServletRequest request, Caller caller) {
      super(request);
      this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
      return caller::name;
    }

    @Override
    public String getRemoteUser() {
      return caller.name();
    }

    @Override
    public boolean isUserInRole(String role) {
      boolean operates = caller.roles().contains(Role.OPERATOR);
      return (operates && role.equals(Role.VIEWER.containerRole()))
          || caller.roles().stream().anyMatch(own -> role.equals(own.containerRole()));
    }
  }
}
