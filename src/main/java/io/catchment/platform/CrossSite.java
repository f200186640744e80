package io.catchment.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps pages of other sites from using the session of somebody who is signed in, and the password
 * that his browser remembers and sends by itself.
 *
 * <p>A browser sends the session's cookie whoever had the request made. The header {@value #HEADER}
 * it sends for another site only if the server allows that site beforehand, which is never done:
 * whoever sends it is our page. Where a page cannot send it, for what is followed and what is
 * downloaded, nothing is changed, and the browser's own word for the site has to do.
 */
final class CrossSite {

  /** What our page sends with each request. */
  static final String HEADER = "X-Catchment-Console";

  private static final Pattern WITHOUT_HEADER =
      Pattern.compile("/api/(?:live|export|dead-letters/[0-9]+/body)");
  private static final String SITE = "Sec-Fetch-Site";
  private static final Set<String> OURS = Set.of("same-origin", "none");

  /** The host, and perhaps the port; {@code null}, which hides where it is from, has none. */
  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/]+)");

  private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");

  private CrossSite() {}

  /** Why a request that relies on a session, or begins one, is not taken; empty if it is. */
  static Optional<String> findProblem(HttpServletRequest request) {
    String site = request.getHeader(SITE);
    if (site != null && !OURS.contains(site)) {
      return Optional.of("A page of another site may not use the session of this one.");
    }
    return isOfOurPage(request) || needsNoHeader(request)
        ? Optional.empty()
        : Optional.of("With a session, send the header " + HEADER + ": 1 too.");
  }

  /**
   * Why a request that says by itself who sends it may change nothing; empty if it may. Only
   * browsers say where a request is from, so nobody else is asked.
   *
   * @param proxies those that are trusted
   */
  static Optional<String> findProblemOfChange(HttpServletRequest request, AddressRanges proxies) {
    return Access.isReading(request) || isFromHere(request, proxies)
        ? Optional.empty()
        : Optional.of("A page of another site may change nothing here.");
  }

  /** Old browsers, and those to which this is no secure connection, send the origin only. */
  private static boolean isFromHere(HttpServletRequest request, AddressRanges proxies) {
    String site = request.getHeader(SITE);
    String origin = request.getHeader("Origin");
    return site == null
        ? origin == null || isHost(origin, Address.findHost(request, proxies))
        : OURS.contains(site);
  }

  private static boolean isHost(String origin, String host) {
    Matcher parts = ORIGIN.matcher(origin);
    return parts.matches() && bare(Address.hostOf(parts.group(1))).equalsIgnoreCase(bare(host));
  }

  /** Not every server has an address of IPv6 in brackets. */
  private static String bare(String host) {
    return BRACKETS.matcher(host).replaceAll("");
  }

  /** Whether a browser sent it, which would ask its user for a password, and remember it. */
  static boolean isOfABrowser(HttpServletRequest request) {
    return request.getHeader(SITE) != null || request.getHeader("Sec-Fetch-Mode") != null;
  }

  /** Whether it has the header. */
  static boolean isOfOurPage(HttpServletRequest request) {
    return "1".equals(request.getHeader(HEADER));
  }

  private static boolean needsNoHeader(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && WITHOUT_HEADER.matcher(Access.pathOf(request)).matches();
  }
}
