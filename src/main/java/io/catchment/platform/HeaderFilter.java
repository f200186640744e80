package io.catchment.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Tells browsers what an answer may do: nothing but what comes from here, in no frame of others,
 * and taken for nothing but what it says it is. A hook is called by no browser, and its answers
 * stay as short as they are.
 *
 * <p>Touches nothing of the request, so it may run before its body is read. Mapped in {@code
 * web.xml}: annotations promise no order among filters.
 */
public class HeaderFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Styles that a script sets one by one are not inline styles; no library here needs those. */
  static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "font-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin");

  private static final String HOOKS = "/hooks";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!HOOKS.equals(request.getServletPath())) {
      HEADERS.forEach(response::setHeader);
    }
    chain.doFilter(request, response);
  }
}
