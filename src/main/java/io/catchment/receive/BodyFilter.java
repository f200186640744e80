package io.catchment.receive;

import io.catchment.platform.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the body before anything else runs, without a thread that waits for it: however many
 * senders are slow, silent or greedy, the others are answered.
 *
 * <p>A body that is already there, which nearly every delivery is, is just taken. For any other the
 * sender has to be known first; a stranger is answered without his body. It is then read as it
 * comes, and if it is not complete after {@link #MAX_MILLIS}, the call is answered 503 and the
 * connection cut: Okta, which hangs up after three seconds, has no use for a later answer. What is
 * read at the same time is bounded by {@link BodyRoom}. Not so on Payara: see {@link
 * #keepsFirstTimeOut}.
 *
 * <p>Covers every address of the application, because a server reads what is left of a body after
 * the answer, and WildFly keeps a thread for as long as that takes. Leaves the body as the request
 * property {@link #BODY}.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class BodyFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** How long a body may take, in milliseconds. */
  static final long MAX_MILLIS = 1_500;

  /** The request property with the {@link Body}. */
  static final String BODY = "io.catchment.body";

  /** The request property that says when the call came, in {@link System#nanoTime}. */
  static final String START = "io.catchment.start";

  /** The largest body that servers have in their own buffers together with the header. */
  private static final int MAX_BUFFERED = 8 * 1024;

  private static final String HOOKS = "/hooks";
  private static final Receipt NO_BODY_WANTED =
      new Receipt(Answer.TOO_LARGE, "Only a hook takes a body.");

  @Inject transient Settings settings;
  @Inject transient Doorkeeper doorkeeper;
  @Inject transient Intake intake;
  @Inject transient ReceiveMetrics metrics;
  @Inject transient BodyRoom room;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(START, System.nanoTime());
    if (!hasBody(request)) {
      request.setAttribute(BODY, Body.EMPTY);
      chain.doFilter(request, response);
    } else if (isThere(request)) {
      byte[] bytes = request.getInputStream().readNBytes(request.getContentLength());
      request.setAttribute(BODY, new Body(bytes, false));
      chain.doFilter(request, response);
    } else if (keepsFirstTimeOut()) {
      readNow(request, response, chain);
    } else {
      readLater(request, response);
    }
  }

  /**
   * Whether a call keeps the time-out of its body when it goes on to the resource, and is answered
   * 500 when that is over. Seen on Payara, whose Grizzly begins none anew after a dispatch.
   */
  private boolean keepsFirstTimeOut() {
    return getServletContext().getServerInfo().contains("Payara");
  }

  /** Reads in the request's thread, for as long as it takes; of those who may call only. */
  private void readNow(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Body body = Body.EMPTY;
    if (isForHook(request) && mayCall(request)) {
      try {
        body = read(request.getInputStream());
      } catch (IOException e) {
        long start = (long) request.getAttribute(START);
        metrics.countDelivery(orgOf(request), Answer.CUT_SHORT, System.nanoTime() - start);
        IncomingBody.CUT_SHORT.writeLast(response);
        return;
      }
    }
    request.setAttribute(BODY, body);
    chain.doFilter(request, response);
  }

  private boolean mayCall(HttpServletRequest request) {
    String org = orgOf(request);
    return doorkeeper.findRefusalByAddress(org, request).isEmpty()
        && doorkeeper.findRefusalBySecret(org, request).isEmpty();
  }

  private Body read(InputStream stream) throws IOException {
    BodyCollector collector = new BodyCollector(settings.maxBodySize());
    byte[] buffer = new byte[MAX_BUFFERED];
    int length = stream.read(buffer);
    while (length >= 0) {
      collector.add(buffer, length);
      length = collector.isTooLarge() ? -1 : stream.read(buffer);
    }
    return collector.body();
  }

  /** By HTTP/2, a body need not be declared at all. */
  private static boolean hasBody(HttpServletRequest request) {
    boolean undeclared =
        request.getHeader("Transfer-Encoding") != null
            || (request.getProtocol().startsWith("HTTP/2")
                && !request.getMethod().equals(HttpMethod.GET)
                && !request.getMethod().equals(HttpMethod.HEAD));
    long length = request.getContentLengthLong();
    return length > 0 || (length < 0 && undeclared);
  }

  private static boolean isThere(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    return length > 0 && length <= MAX_BUFFERED && request.getInputStream().available() >= length;
  }

  private void readLater(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Receipt> refusal = findRefusal(request);
    if (refusal.isPresent() && !request.isAsyncSupported()) {
      refusal.get().writeLast(response);
      return;
    }
    AsyncContext call = request.startAsync();
    call.setTimeout(MAX_MILLIS);
    IncomingBody body = new IncomingBody(this, call, refusal.isEmpty());
    call.addListener(body);
    refusal.ifPresent(body::answer);
    request.getInputStream().setReadListener(body);
  }

  private Optional<Receipt> findRefusal(HttpServletRequest request) {
    if (!isForHook(request)) {
      return Optional.of(NO_BODY_WANTED);
    }
    String org = orgOf(request);
    Optional<Receipt> refusal =
        doorkeeper
            .findRefusalByAddress(org, request)
            .or(() -> doorkeeper.findRefusalBySecret(org, request));
    refusal.ifPresent(r -> metrics.countRefusal(request.getMethod(), org, r.answer()));
    return refusal;
  }

  static boolean isForHook(HttpServletRequest request) {
    return HOOKS.equals(request.getServletPath());
  }

  /** The alias in the URL; empty if it has none. */
  static String orgOf(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }
}
