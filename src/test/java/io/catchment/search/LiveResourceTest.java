package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.catchment.platform.ProblemMapper;
import io.catchment.platform.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveResourceTest {

  private static final Position NOW = new Position(Instant.parse("2026-03-04T12:00:00Z"), 99);
  private static final Position PLACE = new Position(Instant.parse("2026-03-01T12:00:00Z"), 42);

  private final LiveResource resource = new LiveResource();
  private final Cursors cursors = Queries.cursors("key");
  private final Door door = new Door();
  private final Now now = new Now();
  private final Map<String, String> headers = new LinkedHashMap<>();

  @BeforeEach
  void inject() {
    resource.tail = door;
    resource.events = now;
    resource.cursors = cursors;
  }

  @Test
  void open_withoutAPlace_beginsNow() throws Exception {
    open("filter=actor.id+pr", null);

    assertThat(door.begin).isEqualTo(NOW);
    assertThat(door.query.filter()).isPresent();
    assertThat(headers)
        .containsEntry("X-Accel-Buffering", "no")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void open_withACursor_beginsThere() throws Exception {
    open("", null);
    String cursor = cursors.write(door.query, PLACE);

    open("after=" + cursor, null);
    assertThat(door.begin).isEqualTo(PLACE);
    door.begin = null;
    open("", cursor);
    assertThat(door.begin).isEqualTo(PLACE);
  }

  @Test
  void open_withACursorOfAnotherQuery_isRefused() throws Exception {
    open("q=one", null);
    String cursor = cursors.write(door.query, PLACE);

    Response refusal = refusal("q=two", cursor);

    assertThat(refusal.getStatus()).isEqualTo(400);
    assertThat((String) refusal.getEntity())
        .contains("does not belong to this query")
        .doesNotContain(cursor);
  }

  @ParameterizedTest
  @CsvSource({
    "filter=eventType+is+1, At position 10",
    "q=1+2+3+4+5+6+7+8+9+10+11, at most 10 words",
    "org=No_Body, org must be",
    "dialect=hook, dialect must be",
  })
  void open_badParameter_isRefused(String query, String advice) {
    Response refusal = refusal(query, null);

    assertThat(refusal.getStatus()).isEqualTo(400);
    assertThat(refusal.getMediaType()).hasToString("application/problem+json");
    assertThat((String) refusal.getEntity()).contains(advice);
  }

  @Test
  void open_noRoom_isUnavailable() {
    door.open = false;
    UnavailableException full =
        catchThrowableOfType(UnavailableException.class, () -> open("", null));

    Response refusal = new Mapper().toResponse(full);

    assertThat(refusal.getStatus()).isEqualTo(503);
    assertThat(refusal.getHeaderString("Retry-After")).isEqualTo("5");
    assertThat(refusal.getMediaType()).hasToString("application/problem+json");
    assertThat((String) refusal.getEntity())
        .contains("no more clients", "Try again a little later");
  }

  @Test
  void open_databaseAway_isLeftToWhatAnswersThatForAll() {
    now.failure = new IllegalStateException(new SQLException("row of somebody", "08006"));

    assertThatThrownBy(() -> open("", null)).isSameAs(now.failure);
  }

  private Response refusal(String query, String lastEventId) {
    return catchThrowableOfType(WebApplicationException.class, () -> open(query, lastEventId))
        .getResponse();
  }

  private void open(String query, String lastEventId) throws Exception {
    resource.open(
        uri(query),
        lastEventId,
        proxy(
            HttpServletResponse.class,
            (self, method, values) -> headers.put((String) values[0], (String) values[1])),
        null,
        null);
  }

  private static UriInfo uri(String query) {
    String called = "http://10.0.0.5:8080/catchment/api/live?" + query;
    return proxy(UriInfo.class, (self, method, values) -> URI.create(called));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What answers for all resources. */
  private static final class Mapper extends ProblemMapper {
    Mapper() {
      uri = uri("");
    }
  }

  /** Lets in whoever comes, or nobody. */
  private static final class Door extends LiveTail {
    private boolean open = true;
    private EventQuery query;
    private Position begin;

    @Override
    boolean letIn(EventQuery asked, Position place, LiveOutput output) {
      query = asked;
      begin = place;
      return open;
    }
  }

  /** A database that is at one place. */
  private static final class Now extends Events {
    private RuntimeException failure;

    @Override
    Position now() {
      if (failure != null) {
        throw failure;
      }
      return NOW;
    }
  }
}
