package io.catchment.platform;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets viewers through: a machine client with a token ({@code Authorization: Bearer …}, or {@code
 * SSWS …} as Okta's own clients send it), or a user of the container by {@code Basic}.
 *
 * <p>Behind it, the request's principal and roles are the client's, whichever way it came.
 */
@WebFilter(urlPatterns = "/metrics", asyncSupported = true)
public class AccessFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean hadSession = request.getSession(false) != null;
    try {
      filterAuthenticated(authenticate(request), response, chain);
    } finally {
      // Some containers begin a session at login; a client that sends its password has no use for
      // it.
      HttpSession session = request.getSession(false);
      if (!hadSession && session != null) {
        session.invalidate();
      }
    }
  }

  private static void filterAuthenticated(
      HttpServletRequest known, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (known.getUserPrincipal() == null) {
      response.setHeader(
          "WWW-Authenticate", "Bearer realm=\"Catchment\", Basic realm=\"Catchment\"");
      refuse(
          response, 401, "Send a token as Authorization: Bearer, or a user's name and password.");
    } else if (!isViewer(known)) {
      refuse(response, 403, "This needs the role " + Role.VIEWER.containerRole() + ".");
    } else {
      chain.doFilter(known, response);
    }
  }

  private HttpServletRequest authenticate(HttpServletRequest request) {
    String authorization = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    String credentials = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer", "ssws" -> byToken(request, credentials);
      case "basic" -> byPassword(request, credentials);
      default -> request;
    };
  }

  private HttpServletRequest byToken(HttpServletRequest request, String presented) {
    TokenSettings found = null;
    for (TokenSettings token : settings.tokens().values()) {
      if (token.secrets().accepts(presented)) {
        found = token;
      }
    }
    return found == null ? request : new TokenRequest(request, found);
  }

  private static HttpServletRequest byPassword(HttpServletRequest request, String credentials) {
    try {
      String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      if (colon > 0 && request.getUserPrincipal() == null) {
        request.login(decoded.substring(0, colon), decoded.substring(colon + 1));
      }
    } catch (IllegalArgumentException | ServletException e) {
      // Not a user of the container: the request stays without a principal, and is refused.
    }
    return request;
  }

  private static boolean isViewer(HttpServletRequest request) {
    return request.isUserInRole(Role.VIEWER.containerRole())
        || request.isUserInRole(Role.OPERATOR.containerRole());
  }

  private static void refuse(HttpServletResponse response, int status, String detail)
      throws IOException {
    response.setStatus(status);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getWriter().write(Problem.of(status, detail).json());
  }

  /** A request by a machine client. */
  private static final class TokenRequest extends HttpServletRequestWrapper {
    private final TokenSettings token;

    TokenRequest(HttpServletRequest request, TokenSettings token) {
      super(request);
      this.token = token;
    }

    @Override
    public Principal getUserPrincipal() {
      return token::name;
    }

    @Override
    public String getRemoteUser() {
      return token.name();
    }

    @Override
    public boolean isUserInRole(String role) {
      return role.equals(Role.VIEWER.containerRole())
          || (token.role() == Role.OPERATOR && role.equals(Role.OPERATOR.containerRole()));
    }
  }
}
