package io.catchment.deadletter;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.catchment.audit.AuditNote;
import io.catchment.platform.GivenSettings;
import io.catchment.store.DeadLetter;
import io.catchment.store.DeadLetters;
import io.catchment.store.Retrial;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterResourceTest {

  private static final String PROXY = "192.0.2.1";
  private static final String PATH = "/catchment/api/dead-letters";

  private final DeadLetterResource resource = new DeadLetterResource();

  @BeforeEach
  void inject() {
    resource.letters = new Three();
    resource.note = new AuditNote();
    resource.settings = new GivenSettings().trustedProxy(PROXY).settings();
  }

  @Test
  void list_behindATrustedProxy_leadsOnToWhatTheClientCalled() {
    assertThat(list("limit=2&org=acme&after=9", PROXY).getString("next"))
        .isEqualTo("https://letters.example" + PATH + "?limit=2&org=acme&after=2");
  }

  @Test
  void list_forAStranger_leadsOnToWhereTheRequestArrived() {
    assertThat(list("limit=2", "198.51.100.7").getString("next"))
        .isEqualTo("http://10.0.0.5:8080" + PATH + "?limit=2&after=2");
  }

  @Test
  void list_allOfThem_leadsNowhere() {
    assertThat(list("limit=3", PROXY)).doesNotContainKey("next");
  }

  @Test
  void retry_thatStoresIt_isLoggedWithWhatItWas() throws Throwable {
    List<String> lines = logged(() -> resource.retry("2", caller()));

    assertThat(lines)
        .singleElement(as(STRING))
        .startsWith("ada retried dead letter 2: It is gone: 1 events are stored")
        .contains("of the body of delivery " + new UUID(0, 2) + " for org acme")
        .endsWith("kept because: A reason.");
  }

  @Test
  void retryAll_thatFailsInTheMiddle_isLoggedWithWhatWasDone() throws Throwable {
    resource.letters = new FailsAtTheLast();

    List<String> lines =
        logged(
            () ->
                assertThatThrownBy(() -> resource.retryAll("{\"upTo\":3}", caller()))
                    .hasMessage("away"));

    assertThat(lines)
        .containsExactly(
            "ada retried dead letters: 2 were read again: 2 are gone, 0 stay. There may be more.");
  }

  private static List<String> logged(ThrowingCallable work) throws Throwable {
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger(DeadLetterResource.class.getName());
    Filter before = logger.getFilter();
    logger.setFilter(line -> lines.add(new SimpleFormatter().formatMessage(line)));
    try {
      work.call();
    } finally {
      logger.setFilter(before);
    }
    return lines;
  }

  private static SecurityContext caller() {
    Principal ada = () -> "ada";
    return proxy(SecurityContext.class, (self, method, values) -> ada);
  }

  private JsonObject list(String query, String peer) {
    URI called = URI.create("http://10.0.0.5:8080" + PATH + "?" + query);
    String limit = query.replaceAll("limit=(\\d).*", "$1");
    return resource.list(null, limit, null, uri(called), request(peer));
  }

  private static UriInfo uri(URI called) {
    return proxy(
        UriInfo.class,
        (self, method, values) ->
            method.getName().equals("getRequestUriBuilder") ? UriBuilder.fromUri(called) : called);
  }

  private static HttpServletRequest request(String peer) {
    return proxy(
        HttpServletRequest.class,
        (self, method, values) ->
            method.getName().equals("getRemoteAddr") ? peer : header((String) values[0]));
  }

  private static String header(String name) {
    return switch (name) {
      case "X-Forwarded-Proto" -> "https";
      case "X-Forwarded-Host" -> "letters.example";
      default -> null;
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Three dead letters, with the ids 3 to 1. */
  private static final class Three extends DeadLetters {

    @Override
    public List<DeadLetter> page(Optional<String> org, Optional<Long> behind, int most) {
      return LongStream.of(3, 2, 1).limit(most).mapToObj(Three::letter).toList();
    }

    @Override
    public Optional<DeadLetter> find(long id) {
      return Optional.of(letter(id));
    }

    @Override
    public Optional<Retrial> retry(long id) {
      return Optional.of(new Retrial.Stored(1, 0, 0));
    }

    private static DeadLetter letter(long id) {
      return new DeadLetter(
          id,
          "acme",
          new UUID(0, id),
          OptionalInt.empty(),
          Instant.EPOCH,
          Instant.EPOCH,
          "A reason.",
          1);
    }
  }

  /** The same three; with the last of them the database is away. */
  private static final class FailsAtTheLast extends DeadLetters {

    @Override
    public List<DeadLetter> page(Optional<String> org, String reason, long behind, int most) {
      return LongStream.of(3, 2, 1).mapToObj(Three::letter).toList();
    }

    @Override
    public Optional<Retrial> retry(long id) {
      if (id == 1) {
        throw new IllegalStateException("away");
      }
      return Optional.of(new Retrial.Stored(1, 0, 0));
    }
  }
}
