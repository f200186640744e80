package io.catchment.receive;

import io.catchment.platform.Access;
import io.catchment.platform.Refusal;
import io.catchment.platform.Refusals;
import io.catchment.platform.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
 * property {@link #BODY}. Mapped in {@code web.xml}, before every other filter: annotations promise
 * no order.
 */
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

  /** The largest body that the API takes, in bytes. A hook with every event type is far smaller. */
  static final int MAX_API_BODY = 256 * 1024;

  /** Likewise of who is not known yet, because that is what he wants to change. */
  private static final int MAX_SIGN_IN_BODY = 4 * 1024;

  private static final String HOOKS = "/hooks";
  private static final String API = "/api";
  private static final Receipt NO_BODY_WANTED =
      new Receipt(Answer.TOO_LARGE, "This address takes no body.");

  private static final Receipt TOO_LARGE_FOR_API =
      new Receipt(Answer.TOO_LARGE, "The API takes a body of at most " + MAX_API_BODY + " bytes.");

  private static final Receipt TOO_MANY_SIGN_IN =
      new Receipt(Answer.UNAVAILABLE, "Too many are signing in at this moment; try again.");

  private static final Receipt TOO_LARGE_TO_SIGN_IN =
      new Receipt(
          Answer.TOO_LARGE, "Signing in takes a body of at most " + MAX_SIGN_IN_BODY + " bytes.");

  @Inject transient Settings settings;
  @Inject transient Access access;
  @Inject transient Refusals refusals;
  @Inject transient Doorkeeper doorkeeper;
  @Inject transient Intake intake;
  @Inject transient ReceiveMetrics metrics;
  @Inject transient BodyRoom room;

  private final transient SignInBodies signIns = new SignInBodies(System::nanoTime);

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
      chain.doFilter(forResource(request), response);
    } else if (isForApi(request)) {
      access.leavingNoSession(request, () -> readBody(request, response, chain));
    } else {
      readBody(request, response, chain);
    }
  }

  private void readBody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (keepsFirstTimeOut()) {
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

  /**
   * Reads in the request's thread, for as long as it takes; of those who may call only. The others
   * are refused behind this filter, where nobody reads. Of who wants to sign in nobody knows yet
   * whether he may: see {@link SignInBodies}.
   */
  private void readNow(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Body> body;
    try {
      body = readNow(request);
    } catch (IOException e) {
      countCutShort(request);
      IncomingBody.CUT_SHORT.writeLast(response);
      return;
    }
    if (body.isPresent()) {
      goOn(body.get(), request, response, chain);
    } else {
      TOO_MANY_SIGN_IN.writeLast(response);
    }
  }

  private Optional<Body> readNow(HttpServletRequest request) throws IOException {
    if (!mayCall(request)) {
      return Optional.of(Body.EMPTY);
    }
    InputStream stream = request.getInputStream();
    return Access.isSignIn(request)
        ? signIns.read(stream, limitFor(request))
        : Optional.of(read(stream, limitFor(request), () -> true));
  }

  private static void goOn(
      Body body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(BODY, body);
    if (isForApi(request) && body.tooLarge()) {
      tooLarge(request).writeLast(response);
    } else {
      chain.doFilter(forResource(request), response);
    }
  }

  private void countCutShort(HttpServletRequest request) {
    if (isForHook(request)) {
      long start = (long) request.getAttribute(START);
      metrics.countDelivery(orgOf(request), Answer.CUT_SHORT, System.nanoTime() - start);
    }
  }

  /** A hook's resource takes the body from the request property; others read it as ever. */
  private static HttpServletRequest forResource(HttpServletRequest request) {
    return isForApi(request) ? new BodyRequest(request) : request;
  }

  private boolean mayCall(HttpServletRequest request) {
    if (!isForHook(request)) {
      return isForApi(request) && findApiRefusal(request).isEmpty();
    }
    String org = orgOf(request);
    return doorkeeper.findRefusalByAddress(org, request).isEmpty()
        && doorkeeper.findRefusalBySecret(org, request).isEmpty();
  }

  private Optional<Refusal> findApiRefusal(HttpServletRequest request) {
    return access.findRefusal(access.identify(request));
  }

  /** The largest body that the address takes, in bytes. */
  int limitFor(HttpServletRequest request) {
    if (Access.isSignIn(request)) {
      return MAX_SIGN_IN_BODY;
    }
    return isForApi(request) ? MAX_API_BODY : settings.maxBodySize();
  }

  /** What is answered where more than that was sent to the API. */
  static Receipt tooLarge(HttpServletRequest request) {
    return Access.isSignIn(request) ? TOO_LARGE_TO_SIGN_IN : TOO_LARGE_FOR_API;
  }

  /**
   * Reads a body to its end, or a little further than the limit, in this thread.
   *
   * @param inTime whether to go on; asked after each piece
   */
  static Body read(InputStream stream, int limit, BooleanSupplier inTime) throws IOException {
    BodyCollector collector = new BodyCollector(limit);
    byte[] buffer = new byte[MAX_BUFFERED];
    int length = stream.read(buffer);
    while (length >= 0) {
      if (!inTime.getAsBoolean()) {
        throw new IOException("The body is not complete in time.");
      }
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

  /** No body that is too large: it is told so where the others are. */
  private boolean isThere(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    return length > 0
        && length <= Math.min(MAX_BUFFERED, limitFor(request))
        && request.getInputStream().available() >= length;
  }

  private void readLater(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<LastWord> refusal = findRefusal(request);
    if (refusal.isPresent() && !request.isAsyncSupported()) {
      refusal.get().writeLast(response);
      return;
    }
    AsyncContext call =
        isForApi(request)
            ? request.startAsync(new BodyRequest(request), response)
            : request.startAsync();
    call.setTimeout(MAX_MILLIS);
    IncomingBody body = new IncomingBody(this, call, refusal.isEmpty());
    call.addListener(body);
    refusal.ifPresent(body::refuse);
    request.getInputStream().setReadListener(body);
  }

  private Optional<LastWord> findRefusal(HttpServletRequest request) {
    if (isForHook(request)) {
      return findHookRefusal(request).map(refusal -> refusal::writeLast);
    }
    if (!isForApi(request)) {
      return Optional.of(NO_BODY_WANTED::writeLast);
    }
    Optional<Refusal> refused = findApiRefusal(request);
    refused.ifPresent(r -> refusals.tell(access.identify(request), r));
    Optional<LastWord> refusal = refused.map(BodyFilter::asLastWord);
    return refusal.isEmpty() && request.getContentLengthLong() > limitFor(request)
        ? Optional.of(tooLarge(request)::writeLast)
        : refusal;
  }

  private static LastWord asLastWord(Refusal refusal) {
    return response -> {
      response.setHeader("Connection", "close");
      refusal.writeTo(response);
      response.flushBuffer();
    };
  }

  private Optional<Receipt> findHookRefusal(HttpServletRequest request) {
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

  static boolean isForApi(HttpServletRequest request) {
    return API.equals(request.getServletPath());
  }

  /** The alias in the URL; empty if it has none. */
  static String orgOf(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }
}
