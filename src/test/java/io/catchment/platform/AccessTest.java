package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
  private final Caller caller = new Caller();

  @BeforeEach
  void settings() {
    access.settings =
        new Settings(
            Map.of(),
            Map.of("watch", token("watch", Role.VIEWER), "run", token("run", Role.OPERATOR)),
            AddressRanges.NONE,
            1024,
            RedeliveryMode.BROKER,
            Duration.ofHours(1),
            ReconcileSettings.DEFAULT,
            OktaRangesSettings.DEFAULT,
            Duration.ofDays(400));
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

    assertThat(identified.getRemoteUser()).isEqualTo("run");
    assertThat(identified.isUserInRole("catchment-viewer")).isTrue();
    assertThat(identified.isUserInRole("catchment-operator")).isTrue();
    assertThat(identified.isUserInRole("admin")).isFalse();
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
    private String role = "";
    private int logins;
    private boolean loggedIn;
    private boolean session;
    private boolean sessionBegun;

    HttpServletRequest request() {
      return proxy(
          HttpServletRequest.class, (self, called, values) -> answer(called.getName(), values));
    }

    private Object answer(String call, Object[] values) throws ServletException {
      return switch (call) {
        case "getMethod" -> method;
        case "getRequestURI" -> path;
        case "getContextPath" -> "/catchment";
        case "getAttribute" -> attributes.get((String) values[0]);
        case "setAttribute" -> setAttribute((String) values[0], values[1]);
        case "getHeader" -> header((String) values[0]);
        case "getUserPrincipal" -> loggedIn ? (Principal) () -> "vic" : null;
        case "isUserInRole" -> loggedIn && role.equals(values[0]);
        case "getSession" -> session((boolean) values[0]);
        case "logout" -> logout();
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
      if (!nameAndPassword.equals("vic:pa:ss")) {
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
        case "invalidate" -> endSession();
        default -> throw new UnsupportedOperationException(call);
      };
    }

    private Object endSession() {
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
