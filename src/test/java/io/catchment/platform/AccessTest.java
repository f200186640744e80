package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.catchment.SetClock;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private final Access access = new Access();
  private final SetClock clock = new SetClock();
  private final Caller caller = new Caller();

  @BeforeEach
  void wire() {
    access.clock = clock;
    access.settings =
        new GivenSettings()
            .token(token("watch", Role.VIEWER))
            .token(token("run", Role.OPERATOR))
            .trustedProxy("192.0.2.1")
            .settings();
  }

  private static TokenSettings token(String name, Role role) {
    return new TokenSettings(name, () -> List.of(name + "-token"), role);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Bearer watch-token, 0",
    "HEAD, SSWS watch-token, 0",
    "PUT, Bearer watch-token, 403",
    "DELETE, bearer watch-token, 403",
    "PUT, Bearer run-token, 0",
    "GET, Bearer run-token, 0",
    "GET, Bearer wrong, 401",
    "PUT, Bearer, 401",
    "PUT, watch-token, 401",
    "PUT, Basic !, 401",
    "GET, '', 401",
  })
  void findRefusal_byToken(String method, String authorization, int status) {
    caller.method = method;
    caller.authorization = authorization;

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, vic:pa:ss, catchment-viewer, 0",
    "PUT, vic:pa:ss, catchment-viewer, 403",
    "PUT, vic:pa:ss, catchment-operator, 0",
    "GET, vic:pa:ss, other, 403",
    "GET, vic:wrong, catchment-viewer, 401",
  })
  void findRefusal_byPassword(String method, String password, String role, int status) {
    caller.method = method;
    caller.authorization = basic(password);
    caller.role = role;

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "/catchment/api/v1/logs, true",
    "/catchment/api/orgs/acme/hook, false",
    "/catchment/metrics, false",
  })
  void findRefusal_whereOktasClientsCome_isInOktasShape(String path, boolean oktas) {
    caller.path = path;

    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.inOktasShape()).isEqualTo(oktas));
  }

  @Test
  void identify_again_doesNotLogInTwice() {
    caller.authorization = basic("vic:pa:ss");
    caller.role = "catchment-viewer";

    assertThat(refusal()).isEmpty();
    assertThat(refusal()).isEmpty();

    assertThat(caller.logins).isEqualTo(1);
  }

  @Test
  void identify_whenTheContainerHasForgotten_isStillKnown() {
    caller.authorization = basic("vic:pa:ss");
    caller.role = "catchment-viewer";
    assertThat(refusal()).isEmpty();

    caller.loggedIn = false;

    HttpServletRequest identified = access.identify(caller.request());
    assertThat(identified.getUserPrincipal().getName()).isEqualTo("vic");
    assertThat(identified.isUserInRole("catchment-viewer")).isTrue();
    assertThat(identified.isUserInRole("catchment-operator")).isFalse();
    assertThat(caller.logins).isEqualTo(1);
  }

  @Test
  void identify_operator_hasOurRolesAndNoOther() {
    caller.authorization = "Bearer run-token";

    HttpServletRequest identified = access.identify(caller.request());

    assertThat(identified.getRemoteUser()).isEqualTo("token:run");
    assertThat(identified.isUserInRole("catchment-viewer")).isTrue();
    assertThat(identified.isUserInRole("catchment-operator")).isTrue();
    assertThat(identified.isUserInRole("admin")).isFalse();
  }

  @Test
  void identify_userWithTheNameOfAToken_isToldApart() {
    caller.user = "run";
    caller.authorization = basic("run:pa:ss");
    caller.role = "catchment-viewer";

    assertThat(access.identify(caller.request()).getRemoteUser()).isEqualTo("run");
  }

  /** {@code Basic} cannot have such a name, but a form can. */
  @Test
  void signIn_userWhoIsNamedLikeATokenThatCalls_isNobody() {
    caller.user = "token:run";
    caller.role = "catchment-operator";

    assertThat(access.signIn(caller.request(), "token:run", "pa:ss")).isEmpty();

    assertThat(refusal().map(Refusal::status)).hasValue(401);
  }

  @Test
  void leavingNoSession_sessionOfTheLogin_isEnded() throws Exception {
    caller.authorization = basic("vic:pa:ss");

    access.leavingNoSession(caller.request(), () -> access.identify(caller.request()));

    assertThat(caller.sessionBegun).isTrue();
    assertThat(caller.session).isFalse();
  }

  @Test
  void leavingNoSession_whatFails_endsTheSessionToo() {
    caller.authorization = basic("vic:pa:ss");

    assertThat(
            catchThrowable(
                () ->
                    access.leavingNoSession(
                        caller.request(),
                        () -> {
                          access.identify(caller.request());
                          throw new IOException("gone");
                        })))
        .hasMessage("gone");
    assertThat(caller.session).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavingNoSession_earlierSession_stays(boolean there) throws Exception {
    caller.session = there;

    access.leavingNoSession(caller.request(), () -> {});

    assertThat(caller.session).isEqualTo(there);
  }

  // --- Sessions ---

  @Test
  void signIn_user_isTheCallerOfLaterRequests() {
    signIn("vic", "catchment-operator");

    HttpServletRequest identified = access.identify(caller.request());
    assertThat(identified.getUserPrincipal().getName()).isEqualTo("vic");
    assertThat(identified.isUserInRole("catchment-operator")).isTrue();
    assertThat(identified.isUserInRole("catchment-viewer")).isTrue();
  }

  @Test
  void signIn_user_endsTheSessionOfBefore() {
    caller.session = true;
    caller.remembered.put("of before", "x");

    signIn("vic", "catchment-viewer");

    assertThat(caller.ended).isTrue();
    assertThat(caller.remembered).doesNotContainKey("of before");
  }

  @ParameterizedTest
  @CsvSource({"made, changed", "other, made", ", made"})
  void signIn_idThatWasSent_isNotThatOfTheSession(String sent, String id) {
    caller.requestedId = sent;

    signIn("vic", "catchment-viewer");

    assertThat(caller.sessionId).isEqualTo(id);
  }

  @Test
  void signIn_wrongPassword_isNobodyAndBeginsNoSession() {
    caller.role = "catchment-viewer";

    assertThat(access.signIn(caller.request(), "vic", "wrong")).isEmpty();
    assertThat(caller.session).isFalse();
  }

  @Test
  void signIn_withoutARole_beginsNoSession() {
    caller.role = "accounting";

    assertThat(access.signIn(caller.request(), "vic", "pa:ss"))
        .hasValueSatisfying(user -> assertThat(user.roles()).isEmpty());
    assertThat(caller.session).isFalse();
  }

  @Test
  void leavingNoSession_sessionThatAUserSignedInTo_stays() throws Exception {
    caller.role = "catchment-viewer";

    access.leavingNoSession(
        caller.request(), () -> access.signIn(caller.request(), "vic", "pa:ss"));

    assertThat(caller.session).isTrue();
  }

  @Test
  void session_twelveHoursAfterItsBegin_isNobodysHoweverMuchItIsUsed() {
    signIn("vic", "catchment-viewer");
    caller.headers.put("X-Catchment-Console", "1");

    clock.advance(Duration.ofHours(12).minusMillis(1));
    assertThat(refusal()).isEmpty();

    caller.attributes.clear();
    clock.advance(Duration.ofMillis(1));
    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(401));
  }

  @Test
  void session_whoseBeginIsNotKnown_isNobodys() {
    caller.session = true;
    caller.remembered.put("io.catchment.session.name", "vic");
    caller.remembered.put("io.catchment.session.roles", "OPERATOR");
    caller.headers.put("X-Catchment-Console", "1");

    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(401));
  }

  @Test
  void signOut_session_isEnded() {
    signIn("vic", "catchment-viewer");

    assertThat(access.signOut(caller.request())).isTrue();

    assertThat(caller.session).isFalse();
    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(401));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void signOut_whereNobodySignedIn_saysSo(boolean session) {
    caller.session = session;

    assertThat(access.signOut(caller.request())).isFalse();
    assertThat(caller.session).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/orgs, 1, , 0",
    "GET, /api/orgs, 1, same-origin, 0",
    "GET, /api/orgs, 1, none, 0",
    "GET, /api/orgs, 1, same-site, 403",
    "GET, /api/orgs, 1, cross-site, 403",
    "GET, /api/orgs, , , 403",
    "GET, /api/orgs, 0, , 403",
    "GET, /metrics, , , 403",
    "GET, /api/live, , , 0",
    "GET, /api/live, , same-origin, 0",
    "GET, /api/live, , cross-site, 403",
    "POST, /api/live, , , 403",
    "GET, /api/export, , none, 0",
    "GET, /api/dead-letters/17/body, , , 0",
    "GET, /api/dead-letters/17, , , 403",
    "GET, /api/dead-letters/17/body/, , , 403",
    "PUT, /api/orgs/acme/hook, 1, same-origin, 0",
    "PUT, /api/orgs/acme/hook, , same-origin, 403",
    "DELETE, /api/session, , , 403",
    "POST, /api/session, 1, same-origin, 0",
    "POST, /api/session, , same-origin, 403",
    "POST, /api/session, 1, cross-site, 403",
  })
  void findRefusal_bySession_needsOurPage(
      String method, String path, String header, String site, int status) {
    signIn("vic", "catchment-operator");
    caller.method = method;
    caller.path = "/catchment" + path;
    caller.headers.put("X-Catchment-Console", header);
    caller.headers.put("Sec-Fetch-Site", site);

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/views, 0",
    "DELETE, /api/views/6f0a2c55-3a57-4f0e-8f0e-64b3f1f3a0de, 0",
    "DELETE, /api/session, 0",
    "DELETE, /api/views/../dead-letters/17, 403",
    "DELETE, /api/views/x, 403",
    "POST, /api/views;x/, 403",
    "POST, /api/dead-letters/retry, 403",
    "DELETE, /api/dead-letters/17, 403",
  })
  void findRefusal_viewer_mayChangeWhatIsHisOwn(String method, String path, int status) {
    signIn("vic", "catchment-viewer");
    caller.method = method;
    caller.path = "/catchment" + path;
    caller.headers.put("X-Catchment-Console", "1");

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  @Test
  void findRefusal_signIn_needsNoCallerButOurPage() {
    caller.method = "POST";
    caller.path = "/catchment/api/session";
    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(403));

    caller.headers.put("X-Catchment-Console", "1");
    assertThat(refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Bearer wrong, 401", "Bearer watch-token, 403", "Basic !, 401", "Digest x, 401"})
  void findRefusal_withAuthorization_neverUsesTheSession(String authorization, int status) {
    signIn("vic", "catchment-operator");
    caller.headers.put("X-Catchment-Console", "1");
    caller.authorization = authorization;
    caller.method = "PUT";

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  @Test
  void findRefusal_wrongPasswordWhereTheContainerRemembersAUser_isRefused() {
    caller.role = "catchment-viewer";
    caller.session = true;
    caller.loggedIn = true;
    caller.authorization = basic("vic:wrong");

    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(401));
  }

  @Test
  void findRefusal_whomOnlyTheContainerRemembers_isNobody() {
    caller.role = "catchment-viewer";
    caller.session = true;
    caller.loggedIn = true;
    caller.headers.put("X-Catchment-Console", "1");

    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(401));
  }

  @ParameterizedTest
  @CsvSource({"1, false", ", true"})
  void findRefusal_ofOurPage_hasNoBrowserAsk(String header, boolean named) {
    caller.headers.put("X-Catchment-Console", header);

    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.namesWaysIn()).isEqualTo(named));
  }

  @ParameterizedTest
  @CsvSource({"Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "Sec-Fetch-Mode, navigate"})
  void findRefusal_ofABrowser_hasItNotAskEither(String header, String value) {
    caller.headers.put(header, value);

    assertThat(refusal()).hasValueSatisfying(r -> assertThat(r.namesWaysIn()).isFalse());
  }

  // --- Passwords that a browser remembers ---

  @ParameterizedTest
  @CsvSource({
    "PUT, , , 0",
    "PUT, same-origin, , 0",
    "PUT, none, , 0",
    "PUT, same-site, , 403",
    "PUT, cross-site, , 403",
    "DELETE, cross-site, , 403",
    "POST, cross-site, https://in.example, 403",
    "POST, same-origin, https://renamed.example, 0",
    "POST, , https://in.example, 0",
    "POST, , https://IN.example:8443, 0",
    "POST, , http://in.example:8080, 0",
    "POST, , https://evil.example, 403",
    "POST, , https://in.example.evil.example, 403",
    "POST, , https://evil.example/in.example, 403",
    "POST, , null, 403",
    "GET, cross-site, , 0",
    "HEAD, , https://evil.example, 0",
  })
  void findRefusal_withAuthorization_changesNothingForOtherSites(
      String method, String site, String origin, int status) {
    caller.method = method;
    caller.authorization = basic("vic:pa:ss");
    caller.role = "catchment-operator";
    caller.headers.put("Sec-Fetch-Site", site);
    caller.headers.put("Origin", origin);

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, https://console.example, 0",
    "192.0.2.1, https://in.example, 403",
    "198.51.100.7, https://console.example, 403",
  })
  void findRefusal_behindAProxy_comparesWhatTheClientCalled(
      String peer, String origin, int status) {
    caller.method = "PUT";
    caller.authorization = "Bearer run-token";
    caller.peer = peer;
    caller.headers.put("Origin", origin);
    caller.headers.put("X-Forwarded-Host", "console.example:8443");

    assertThat(refusal().map(Refusal::status).orElse(0)).isEqualTo(status);
  }

  /** Another request of the same browser comes after it. */
  private void signIn(String name, String role) {
    caller.role = role;
    assertThat(access.signIn(caller.request(), name, "pa:ss")).isPresent();
    caller.loggedIn = false;
    caller.attributes.clear();
  }

  private Optional<Refusal> refusal() {
    return access.findRefusal(access.identify(caller.request()));
  }

  private static String basic(String nameAndPassword) {
    byte[] bytes = nameAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** A call, and what the container knows of who calls: one user, with one role. */
  private static final class Caller {
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> remembered = new HashMap<>();
    private String method = "GET";
    private String path = "/catchment/api/orgs/acme/hook";
    private String authorization = "";
    private String user = "vic";
    private String role = "";
    private String peer = "198.51.100.7";
    private int logins;
    private boolean loggedIn;
    private boolean session;
    private boolean sessionBegun;
    private boolean ended;
    private String sessionId = "made";
    private String requestedId;

    HttpServletRequest request() {
      return proxy(
          HttpServletRequest.class, (self, called, values) -> answer(called.getName(), values));
    }

    private Object answer(String call, Object[] values) throws ServletException {
      return switch (call) {
        case "getMethod" -> method;
        case "getRequestURI" -> path;
        case "getContextPath" -> "/catchment";
        case "getRemoteAddr" -> peer;
        case "getServerName" -> "in.example";
        case "getAttribute" -> attributes.get((String) values[0]);
        case "setAttribute" -> setAttribute((String) values[0], values[1]);
        case "getHeader" -> header((String) values[0]);
        case "getUserPrincipal" -> loggedIn ? (Principal) () -> user : null;
        case "isUserInRole" -> loggedIn && role.equals(values[0]);
        case "getSession" -> session((boolean) values[0]);
        case "logout" -> logout();
        case "getRequestedSessionId" -> requestedId;
        case "changeSessionId" -> sessionId = "changed";
        case "login" -> login(values[0] + ":" + values[1]);
        default -> throw new UnsupportedOperationException(call);
      };
    }

    private Object setAttribute(String name, Object value) {
      attributes.put(name, value);
      return null;
    }

    private Object login(String nameAndPassword) throws ServletException {
      logins++;
      if (!nameAndPassword.equals(user + ":pa:ss")) {
        throw new ServletException("Who?");
      }
      loggedIn = true;
      session = true;
      sessionBegun = true;
      return null;
    }

    private String header(String name) {
      return name.equals("Authorization") && !authorization.isEmpty()
          ? authorization
          : headers.get(name);
    }

    private Object logout() {
      loggedIn = false;
      return null;
    }

    private HttpSession session(boolean create) {
      session |= create;
      return session ? proxy(HttpSession.class, (s, c, v) -> inSession(c.getName(), v)) : null;
    }

    private Object inSession(String call, Object[] values) {
      return switch (call) {
        case "getAttribute" -> remembered.get((String) values[0]);
        case "setAttribute" -> remembered.put((String) values[0], values[1]);
        case "getId" -> sessionId;
        case "invalidate" -> endSession();
        default -> throw new UnsupportedOperationException(call);
      };
    }

    private Object endSession() {
      ended = true;
      remembered.clear();
      session = false;
      return null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }
}
