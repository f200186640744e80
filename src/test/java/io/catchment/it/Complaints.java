package io.catchment.it;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a browser complains of in the pages of one visitor: errors in its console, what broke the
 * policy of the page, and what was asked of another host.
 */
final class Complaints {

  /** Before any script of the page, which may neither miss one nor take the binding away. */
  private static final String TELL_VIOLATIONS =
      "(tell => addEventListener('securitypolicyviolation', event =>"
          + " tell(`${event.effectiveDirective} ${event.blockedURI} in"
          + " ${event.sourceFile}:${event.lineNumber}`)))(window.tellViolation)";

  private static final String FAILED = "Failed to load resource: ";
  private static final Set<String> OWN_SCHEMES = Set.of("data", "blob");

  private final String origin;
  private final List<String> all = new ArrayList<>();
  private final List<Expected> expected = new ArrayList<>();

  /**
   * A failure that a test provokes.
   *
   * @param failure how the browser begins to name it
   * @param path a part of the address
   */
  private record Expected(String failure, String path) {
    boolean matches(String text, String address) {
      return text.startsWith(FAILED + failure) && address.contains(path);
    }
  }

  private Complaints(String origin) {
    this.origin = origin;
  }

  /** Those of all pages of this context, which has none yet. */
  static Complaints of(BrowserContext context, URI server) {
    Complaints complaints = new Complaints(server.resolve("/").toString());
    context.exposeBinding(
        "tellViolation", (source, violation) -> complaints.add("Policy broken: " + violation[0]));
    context.addInitScript(TELL_VIOLATIONS);
    context.onConsoleMessage(complaints::hear);
    context.onWebError(error -> complaints.add("Uncaught: " + error.error()));
    context.onRequest(complaints::see);
    return complaints;
  }

  /** The server will refuse a request with this status, and the browser say so. */
  void expect(int status, String path) {
    expected.add(new Expected("the server responded with a status of " + status, path));
  }

  /** There will be no answer to a request. */
  void expectNoAnswer(String path) {
    expected.add(new Expected("net::ERR_", path));
  }

  List<String> unexpected() {
    return List.copyOf(all);
  }

  private void hear(ConsoleMessage message) {
    boolean foreseen =
        expected.stream().anyMatch(one -> one.matches(message.text(), message.location()));
    if (message.type().equals("error") && !foreseen) {
      add("Console: " + message.text() + " at " + message.location());
    }
  }

  private void see(Request request) {
    String address = request.url();
    if (!address.startsWith(origin) && !OWN_SCHEMES.contains(URI.create(address).getScheme())) {
      add("Another host was asked: " + address);
    }
  }

  private boolean add(String complaint) {
    return all.add(complaint);
  }
}
