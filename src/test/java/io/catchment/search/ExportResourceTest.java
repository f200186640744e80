package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.event.Origin;
import io.catchment.platform.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportResourceTest {

  private static final Instant PUBLISHED = Instant.parse("2026-03-01T00:00:00Z");

  private final ExportResource resource = new ExportResource();
  private final Pages pages = new Pages();
  private final ExportPlaces places = new ExportPlaces();
  private Supplier<?> trailers;
  private boolean refusesTrailers;

  @BeforeEach
  void inject() {
    resource.events = pages;
    resource.clock = new SetClock();
  }

  @Test
  void read_severalPages_areOneAnswer() throws Exception {
    pages.add(true, 1, "{\"a\":1}", "{\n\"a\":2}");
    pages.add(true, 2);
    pages.add(false, 3, "{\"a\":\"ü\"}");

    Response answer = read("since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z&org=acme");

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getMediaType()).hasToString("application/x-ndjson");
    assertThat(answer.getHeaderString("Content-Disposition"))
        .isEqualTo("attachment; filename=\"events-20260101T000000Z-20260201T000000Z.ndjson\"");
    assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(body(answer)).isEqualTo("{\"a\":1}\n{\"a\":2}\n{\"a\":\"ü\"}\n");
    assertThat(trailers.get()).isEqualTo(Map.of());
    assertThat(pages.positions)
        .containsExactly(
            Optional.empty(),
            Optional.of(new Position(PUBLISHED, 1)),
            Optional.of(new Position(PUBLISHED, 2)));
    assertThat(pages.query.order()).isEqualTo(Order.ASCENDING);
    assertThat(pages.query.sources()).isEqualTo(Sources.ofOrgs("acme"));
    assertThat(pages.query.until()).hasValue(Instant.parse("2026-02-01T00:00:00Z"));
  }

  @Test
  void read_csv_hasItsHeadAlsoWithoutEvents() throws Exception {
    pages.add(false, 1);

    Response answer = read("format=csv");

    assertThat(answer.getMediaType().toString())
        .startsWith("text/csv")
        .containsIgnoringCase("utf-8");
    assertThat(answer.getHeaderString("Content-Disposition")).endsWith(".csv\"");
    assertThat(body(answer)).isEqualTo(CsvLine.HEAD);
  }

  @Test
  void read_onlyOnePage_needsNoTrailers() throws Exception {
    pages.add(false, 1, "{}");

    assertThat(body(read(""))).isEqualTo("{}\n");
    assertThat(trailers).isNull();
  }

  @Test
  void read_protocolWithoutTrailers_isAnsweredAllTheSame() throws Exception {
    refusesTrailers = true;
    pages.add(true, 1, "{}");
    pages.add(false, 2, "[]");

    assertThat(body(read(""))).isEqualTo("{}\n[]\n");
  }

  @Test
  void read_badParameter_isAProblem() throws Exception {
    assertProblem(read("format=xlsx"), 400, "format must be ndjson or csv");
    assertProblem(read("since=yesterday"), 400, "since must be");
    assertProblem(read("filter=a"), 400, "The filter is not valid");
    assertThat(pages.positions).isEmpty();
    assertAllPlacesAreFree();
  }

  @Test
  void read_whileOthersAreWritten_isUnavailableUntilOneIsOver() throws Exception {
    pages.add(false, 1, "{}");
    pages.add(false, 1, "{}");
    pages.add(false, 1, "{}");
    Response first = read("");
    read("");

    assertThatThrownBy(() -> read("")).isInstanceOf(UnavailableException.class);

    assertThat(pages.positions).hasSize(2);
    body(first);
    assertThat(body(read(""))).isEqualTo("{}\n");
  }

  /** A server may lose the client, or fail, before it comes to the body. */
  @Test
  void read_answerThatIsNeverWritten_givesItsPlaceBackWithTheRequest() throws Exception {
    pages.add(false, 1, "{}");
    read("");

    resource.place.giveBack();

    assertAllPlacesAreFree();
  }

  @Test
  void read_failureAtTheBeginning_isNoFile() {
    pages.failure = new SearchTimeoutException("Busy.", null);

    assertThatThrownBy(() -> read("")).isSameAs(pages.failure);
    assertAllPlacesAreFree();
  }

  @Test
  void write_databaseBusyInTheMiddle_asksForThePageAgain() throws Exception {
    pages.add(true, 1, "{}");
    pages.add(false, 2, "[]");
    Response answer = read("");
    pages.busy = 4;

    assertThat(body(answer)).isEqualTo("{}\n[]\n");
    assertThat(trailers.get()).isEqualTo(Map.of());
  }

  @Test
  void write_databaseBusyForLong_cannotBeTakenForTheEnd() throws Exception {
    pages.add(true, 1, "{}");
    pages.add(false, 2, "[]");
    Response answer = read("");
    pages.busy = 5;

    assertThatThrownBy(() -> body(answer)).isInstanceOf(IOException.class);
    assertThatThrownBy(trailers::get).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void write_failureInTheMiddle_cannotBeTakenForTheEnd() throws Exception {
    pages.add(true, 1, "{}");
    Response answer = read("");
    pages.failure = new IllegalStateException(new SQLException("row of somebody", "08006"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> ((StreamingOutput) answer.getEntity()).write(out))
        .isInstanceOf(IOException.class);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{}\n" + ExportFormat.NDJSON.breakage());
    assertThatThrownBy(trailers::get).isInstanceOf(IllegalStateException.class);
    assertAllPlacesAreFree();
  }

  @Test
  void write_clientGoesAway_isNotAnEnd() throws Exception {
    pages.add(true, 1, "{}");
    pages.add(false, 2, "{}");
    Response answer = read("");
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };

    assertThatThrownBy(() -> ((StreamingOutput) answer.getEntity()).write(closed))
        .hasMessage("closed");
    assertThatThrownBy(trailers::get).isInstanceOf(IllegalStateException.class);
    assertAllPlacesAreFree();
  }

  private void assertAllPlacesAreFree() {
    List<ExportPlaces.Place> taken = List.of(places.take(), places.take());
    taken.forEach(ExportPlaces.Place::close);
  }

  // --- HEAD ---

  @Test
  void head_anExport_hasItsHeadersAndReadsNothing() {
    places.take();
    places.take();

    Response answer = head("since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z&format=csv");

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.hasEntity()).isFalse();
    assertThat(answer.getMediaType().toString()).startsWith("text/csv");
    assertThat(answer.getHeaderString("Content-Disposition"))
        .isEqualTo("attachment; filename=\"events-20260101T000000Z-20260201T000000Z.csv\"");
    assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(pages.positions).isEmpty();
  }

  @Test
  void head_badParameter_isAProblem() {
    assertProblem(head("format=xlsx"), 400, "format must be ndjson or csv");
  }

  private static void assertProblem(Response answer, int status, String words) {
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    assertThat((String) answer.getEntity()).contains(words);
  }

  private Response head(String query) {
    return resource.head(address(query));
  }

  private static UriInfo address(String query) {
    URI uri = URI.create("http://127.0.0.1:8080/catchment/api/export?" + query);
    return proxy(UriInfo.class, (self, method, values) -> uri);
  }

  private Response read(String query) throws Exception {
    resource.place = new ExportPlace();
    resource.place.places = places;
    return resource.read(
        address(query),
        proxy(HttpServletResponse.class, (self, method, values) -> takeTrailers(values)));
  }

  private Object takeTrailers(Object[] values) {
    if (refusesTrailers) {
      throw new IllegalStateException("HTTP/1.0");
    }
    trailers = (Supplier<?>) values[0];
    return null;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static String body(Response answer) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Answers with the pages of the test one after the other, and remembers what was asked. */
  private static final class Pages extends Events {
    private final Deque<EventPage> pages = new ArrayDeque<>();
    private final List<Optional<Position>> positions = new ArrayList<>();
    private EventQuery query;
    private RuntimeException failure;
    private int busy;

    void add(boolean more, long end, String... texts) {
      List<FoundEvent> events = new ArrayList<>();
      for (String text : texts) {
        events.add(
            new FoundEvent(1, "acme", "uuid", PUBLISHED, PUBLISHED, PUBLISHED, Origin.HOOK, text));
      }
      pages.add(new EventPage(events, new Position(PUBLISHED, end), more));
    }

    @Override
    EventPage read(EventQuery asked, Optional<Position> after, int limit) {
      if (failure != null) {
        throw failure;
      }
      if (busy > 0) {
        busy--;
        throw new SearchTimeoutException("Busy.", null);
      }
      query = asked;
      positions.add(after);
      return pages.remove();
    }
  }
}
