package io.catchment.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells who may look at things and who may change them, for whoever has to know: the filter that
 * lets callers in, and who reads a body. A caller is a machine client with a token ({@code
 * Authorization: Bearer …}, or {@code SSWS …} as Okta's own clients send it), or a user of the
 * container: by {@code Basic}, or by the session that he signed in to. A user whose name is like
 * that of a token as a caller is nobody here. Whoever identifies himself in the request itself is
 * not asked for a session, and what a container remembers with one is not believed.
 *
 * <p>Nothing is read of the request's body. May be asked more than once for a request: who sent it
 * is remembered with it, because a container may forget that when the request goes on to another
 * thread.
 */
@ApplicationScoped
public class Access {

  private static final String CALLER = "io.catchment.caller";
  static final String AUTHORIZATION = "Authorization";
  private static final String WAYS_IN =
      "Send a token as Authorization: Bearer, or a user's name and password.";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** How the name of a caller begins that is a token, so that no user has the same. */
  private static final String TOKEN = "token:";

  /** Where users sign in and out. */
  private static final String SESSION = "/api/session";

  /** What a viewer may change too, because it is his own: his session, and views that he saves. */
  private static final Pattern OWN = Pattern.compile(SESSION + "|/api/views(?:/[0-9a-f-]{36})?");

  @Inject Settings settings;
  @Inject Clock clock;

  /**
   * The request with the principal and the roles of who sent it, whichever way he identified
   * himself; without a principal if he did not, or not rightly. May begin a session, see {@link
   * #leavingNoSession}.
   */
  public HttpServletRequest identify(HttpServletRequest request) {
    if (isSignIn(request)) {
      return request;
    }
    if (request.getAttribute(CALLER) == null) {
      findCaller(request).ifPresent(caller -> request.setAttribute(CALLER, caller));
    }
    return new CallersRequest(request, findKnown(request));
  }

  private static Optional<Caller> findKnown(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(CALLER));
  }

  private Optional<Caller> findCaller(HttpServletRequest request) {
    String authorization = request.getHeader(AUTHORIZATION);
    return authorization == null
        ? Sessions.find(request, clock.instant())
        : findByAuthorization(request, authorization);
  }

  private Optional<Caller> findByAuthorization(HttpServletRequest request, String authorization) {
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    String credentials = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer", "ssws" -> findByToken(credentials);
      case "basic" ->
          BasicCredentials.read(authorization).flatMap(sent -> findByPassword(request, sent));
      default -> Optional.empty();
    };
  }

  /** Why an {@linkplain #identify identified} caller may not do this; empty if he may. */
  public Optional<Refusal> findRefusal(HttpServletRequest identified) {
    if (isSignIn(identified)) {
      return CrossSite.findProblem(identified).map(problem -> refusal(identified, 403, problem));
    }
    if (identified.getUserPrincipal() == null) {
      return Optional.of(refusal(identified, 401, WAYS_IN));
    }
    return findProblem(identified).map(problem -> refusal(identified, 403, problem));
  }

  private Optional<String> findProblem(HttpServletRequest identified) {
    Role required = requiredRole(identified);
    return findProblemOfSite(identified)
        .or(
            () ->
                hasRole(identified, required)
                    ? Optional.empty()
                    : Optional.of("This needs the role " + required.containerRole() + "."));
  }

  private Optional<String> findProblemOfSite(HttpServletRequest identified) {
    return identified.getHeader(AUTHORIZATION) == null
        ? CrossSite.findProblem(identified)
        : CrossSite.findProblemOfChange(identified, settings.trustedProxies());
  }

  /**
   * A browser asks its user for a password if it is told that it may, and sends it by itself from
   * then on, whichever page has it do so. So no browser is told; our page asks itself.
   */
  private static Refusal refusal(HttpServletRequest request, int status, String detail) {
    return new Refusal(
        status,
        detail,
        OktaProblem.isForPath(request.getRequestURI()),
        !CrossSite.isOfOurPage(request) && !CrossSite.isOfABrowser(request));
  }

  /**
   * Signs a user of the container in. The session that the request had is ended, and another one
   * begun, with an id that nobody knew before; not if he has no role here.
   *
   * @return who it is; empty if there is no such user, or the password is wrong
   */
  public Optional<Caller> signIn(HttpServletRequest request, String name, String password) {
    Optional<Caller> caller =
        login(request, name, password) ? findByContainer(request) : Optional.empty();
    Sessions.end(request);
    caller
        .filter(user -> !user.roles().isEmpty())
        .ifPresent(user -> Sessions.begin(request, user, clock.instant()));
    return caller;
  }

  /**
   * Ends the session of the request, if it has one.
   *
   * @return whether somebody was signed in to it
   */
  public boolean signOut(HttpServletRequest request) {
    boolean signedIn = Sessions.find(request, clock.instant()).isPresent();
    Sessions.end(request);
    return signedIn;
  }

  /**
   * Does something with the request, and ends the session that it began, unless a user signed in to
   * it: some containers begin one at login, and a client that sends its password has no use for it.
   */
  public void leavingNoSession(HttpServletRequest request, Step step)
      throws IOException, ServletException {
    boolean hadSession = request.getSession(false) != null;
    try {
      step.run();
    } finally {
      if (!hadSession && Sessions.find(request, clock.instant()).isEmpty()) {
        Sessions.end(request);
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
    return Optional.ofNullable(found)
        .map(token -> new Caller(TOKEN + token.name(), Set.of(token.role())));
  }

  private static Optional<Caller> findByPassword(
      HttpServletRequest request, BasicCredentials sent) {
    return login(request, sent.name(), sent.password())
        ? findByContainer(request)
        : Optional.empty();
  }

  /** Forgets first whom the container remembers: the password that is sent now has to be right. */
  private static boolean login(HttpServletRequest request, String name, String password) {
    try {
      if (request.getUserPrincipal() != null) {
        request.logout();
      }
      request.login(name, password);
      return true;
    } catch (ServletException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Caller> findByContainer(HttpServletRequest request) {
    return Optional.ofNullable(request.getUserPrincipal())
        .filter(user -> !user.getName().startsWith(TOKEN))
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
    return isReading(request) || OWN.matcher(pathOf(request)).matches()
        ? Role.VIEWER
        : Role.OPERATOR;
  }

  /** Whether it changes nothing. */
  static boolean isReading(HttpServletRequest request) {
    return READING.contains(request.getMethod());
  }

  /** Whether somebody wants to sign in, so that it cannot be known yet who it is. */
  public static boolean isSignIn(HttpServletRequest request) {
    return request.getMethod().equals("POST") && SESSION.equals(pathOf(request));
  }

  /** The path below that of the application, as it was sent: nothing in it is decoded. */
  static String pathOf(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** What is done with a request. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException, ServletException;
  }

  /** A request with who sent it, if that is known; the container is not asked any more. */
  private static final class CallersRequest extends HttpServletRequestWrapper {
    private final Optional<Caller> caller;

    CallersRequest(HttpServletRequest request, Optional<Caller> caller) {
      super(request);
      this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
      return caller.<Principal>map(known -> known::name).orElse(null);
    }

    @Override
    public String getRemoteUser() {
      return caller.map(Caller::name).orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
      return Arrays.stream(Role.values())
          .filter(own -> role.equals(own.containerRole()))
          .anyMatch(own -> caller.filter(known -> known.has(own)).isPresent());
    }
  }
}
