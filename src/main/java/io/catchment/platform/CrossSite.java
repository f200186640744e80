package io.catchment.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps pages of other sites from using the session of somebody who is signed in.
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
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private CrossSite() {}

  /** Why a request that relies on a session, or begins one, is not taken; empty if it is. */
  static Optional<String> findProblem(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !OURS.contains(site)) {
      return Optional.of("A page of another site may not use the session of this one.");
    }
    return isOfOurPage(request) || needsNoHeader(request)
        ? Optional.empty()
        : Optional.of("With a session, send the header " + HEADER + ": 1 too.");
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
