package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.event.Origin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsResourceTest {

  private static final String BASE = "https://logs.example/catchment/api/v1/logs";
  private static final Pattern LINK = Pattern.compile("<([^<>]+)>; rel=\"(self|next)\"");
  private static final Instant PUBLISHED = Instant.parse("2026-03-01T00:00:00Z");

  private final LogsResource resource = new LogsResource();
  private final SetClock clock = new SetClock();
  private final Answers answers = new Answers();

  @BeforeEach
  void inject() {
    resource.events = answers;
    resource.cursors = Queries.cursors("key");
    resource.settings = Queries.settings();
    resource.clock = clock;
  }

  @Test
  void read_events_areAnArrayOfTheirTexts() throws Exception {
    answers.page = page(true, "{ \"a\" : 1.0 }", "{\"b\":\"ü\"}");

    Response answer = read("");

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getMediaType()).hasToString("application/json");
    assertThat(body(answer)).isEqualTo("[{ \"a\" : 1.0 },{\"b\":\"ü\"}]");
  }

  @Test
  void read_none_isAnEmptyArray() throws Exception {
    assertThat(body(read(""))).isEqualTo("[]");
  }

  @Test
  void read_dialectOfTheLog_movesTheChain() throws Exception {
    answers.page = page(false, "{\"client\":{\"ipChain\":[]}}", "{\"uuid\": 1}");

    assertThat(body(read("dialect=log")))
        .isEqualTo("[{\"client\":{},\"request\":{\"ipChain\":[]}},{\"uuid\": 1}]");
  }

  @Test
  void read_polling_alwaysLinksToANextPage() throws Exception {
    answers.page = page(false);

    assertThat(next(read(""))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "sortOrder=DESCENDING, true",
    "sortOrder=DESCENDING, false",
    "until=2026-03-04T00:00:00Z, true",
    "until=2026-03-04T00:00:00Z, false",
  })
  void read_bounded_linksToANextPageWhileMoreFollows(String query, boolean more) throws Exception {
    answers.page = page(more);

    assertThat(next(read(query)).isPresent()).isEqualTo(more);
  }

  @Test
  void read_self_isWhatWasAskedFor() throws Exception {
    assertThat(link(read(""), "self")).hasValue(BASE);
    assertThat(link(read("limit=5&q=a,b;c&x=%3E%22+%26"), "self"))
        .hasValue(BASE + "?limit=5&q=a%2Cb%3Bc&x=%3E%22%20%26");
  }

  @Test
  void read_next_keepsTheParametersAndFillsInTheTimes() throws Exception {
    answers.page = page(true);

    String next =
        next(read("q=caf%C3%A9&filter=eventType+eq+%22a,b%22&sortOrder=DESCENDING")).orElseThrow();

    assertThat(next)
        .startsWith(
            BASE
                + "?q=caf%C3%A9&filter=eventType%20eq%20%22a%2Cb%22&sortOrder=DESCENDING"
                + "&since=2026-02-25T12%3A00%3A00Z&until=2026-03-04T12%3A00%3A00Z&after=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "limit=7&q=one",
        "sortOrder=DESCENDING",
        "until=2026-03-04T00:00:00Z&org=acme",
        "since=2026-01-01T00:00:00%2B02:00&filter=actor.id+pr",
        "since=&until=&limit=1&after="
      })
  void read_followedLinks_askTheSameQueryFurtherOn(String query) throws Exception {
    answers.page = page(true);
    String address = next(read(query)).orElseThrow();
    clock.advance(Duration.ofHours(1));

    String third = next(read(URI.create(address).getRawQuery())).orElseThrow();
    clock.advance(Duration.ofHours(1));
    read(URI.create(third).getRawQuery());

    assertThat(answers.queries).hasSize(3);
    assertThat(answers.queries.get(1)).isEqualTo(answers.queries.get(0));
    assertThat(answers.queries.get(2)).isEqualTo(answers.queries.get(0));
    assertThat(answers.positions)
        .containsExactly(
            Optional.empty(), Optional.of(answers.page.end()), Optional.of(answers.page.end()));
    assertThat(third.replaceAll("after=.*", "")).isEqualTo(address.replaceAll("after=.*", ""));
  }

  /** As some SDKs page: they take {@code after} from the link, and the rest from their caller. */
  @ParameterizedTest
  @ValueSource(strings = {"limit=7", "sortOrder=DESCENDING", "until=2026-03-04T00:00:00Z"})
  void read_nothingButAfterOfTheLink_isTheSameQuery(String query) throws Exception {
    answers.page = page(true);
    String after = next(read(query)).orElseThrow().replaceAll(".*after=", "");
    clock.advance(Duration.ofHours(1));

    read(query + "&after=" + after);

    assertThat(answers.queries.get(1)).isEqualTo(answers.queries.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q=more&after=",
        "sortOrder=DESCENDING&after=",
        "org=acme&after=",
        "since=2026-01-01T00:00:00Z&after=",
        "until=2026-03-04T12:00:00Z&after=",
        "filter=actor.id+pr&after=",
        "after=A",
      })
  void read_cursorOfAnotherQuery_isRefused(String query) throws Exception {
    answers.page = page(true);
    String after = next(read("limit=7")).orElseThrow().replaceAll(".*after=", "");

    Response answer = read(query + after);

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getMediaType()).hasToString("application/json");
    assertThat((String) answer.getEntity())
        .contains("\"errorCode\":\"E0000001\"", "follow the address")
        .doesNotContain(after);
    assertThat(answers.queries).hasSize(1);
  }

  @Test
  void read_badFilter_isRefusedWithThePosition() throws Exception {
    Response answer = read("filter=eventType+is+1");

    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat((String) answer.getEntity())
        .contains("\"errorCode\":\"E0000053\"", "At position 10 is");
  }

  @Test
  void read_failure_isLeftToTheMapper() {
    answers.failure = new SearchTimeoutException("Busy.", null);

    assertThatThrownBy(() -> read("")).isSameAs(answers.failure);
  }

  private static EventPage page(boolean more, String... texts) {
    List<FoundEvent> events = new ArrayList<>();
    for (String text : texts) {
      events.add(
          new FoundEvent(1, "acme", "uuid", PUBLISHED, PUBLISHED, PUBLISHED, Origin.HOOK, text));
    }
    return new EventPage(events, new Position(PUBLISHED, 42), more);
  }

  private Response read(String query) throws Exception {
    URI called = URI.create("http://10.0.0.5:8080/catchment/api/v1/logs");
    URI uri = query.isEmpty() ? called : URI.create(called + "?" + query);
    return resource.read(
        proxy(UriInfo.class, (self, method, values) -> uri),
        proxy(
            HttpServletRequest.class,
            (self, method, values) ->
                method.getName().equals("getRemoteAddr")
                    ? "192.0.2.1"
                    : header((String) values[0])));
  }

  private static String header(String name) {
    return switch (name) {
      case "X-Forwarded-Proto" -> "https";
      case "X-Forwarded-Host" -> "logs.example";
      default -> null;
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Optional<String> next(Response answer) {
    return link(answer, "next");
  }

  private static Optional<String> link(Response answer, String relation) {
    return answer.getHeaders().getOrDefault("link", List.of()).stream()
        .map(value -> LINK.matcher(value.toString()))
        .filter(Matcher::matches)
        .filter(link -> link.group(2).equals(relation))
        .map(link -> link.group(1))
        .findFirst();
  }

  private static String body(Response answer) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Answers with what the test sets, and remembers what was asked. */
  private static final class Answers extends Events {
    private final List<EventQuery> queries = new ArrayList<>();
    private final List<Optional<Position>> positions = new ArrayList<>();
    private EventPage page = page(false);
    private RuntimeException failure;

    @Override
    EventPage read(EventQuery query, Optional<Position> after, int limit) {
      queries.add(query);
      positions.add(after);
      if (failure != null) {
        throw failure;
      }
      return page;
    }
  }
}
