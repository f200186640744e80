package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.api.Schemas;
import io.catchment.event.Party;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatisticsResourceTest {

  private static final String TIME =
      "since=2026-01-31T00:00:00Z&until=2026-01-31T00:20:00Z&interval=PT10M";

  private final StatisticsResource resource = new StatisticsResource();
  private final Answers answers = new Answers();

  @BeforeEach
  void inject() {
    resource.statistics = answers;
    resource.clock = new SetClock();
  }

  /** As the documentation of the resource shows it. */
  @Test
  void read_byAMember_showsBucketsAndValues() throws Exception {
    answers.statistic =
        new Statistic(
            new long[] {5, 2},
            List.of(
                new Statistic.Value("SUCCESS", new long[] {3, 1}),
                new Statistic.Value(null, new long[] {1, 1})),
            new long[] {1, 0});

    Response answer = read(TIME + "&by=outcome");

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getEntity())
        .hasToString(
            "{\"since\":\"2026-01-31T00:00:00Z\",\"until\":\"2026-01-31T00:20:00Z\","
                + "\"interval\":\"PT10M\",\"total\":7,"
                + "\"buckets\":[{\"at\":\"2026-01-31T00:00:00Z\",\"count\":5},"
                + "{\"at\":\"2026-01-31T00:10:00Z\",\"count\":2}],"
                + "\"by\":\"outcome\","
                + "\"top\":[{\"value\":\"SUCCESS\",\"count\":4,\"counts\":[3,1]},"
                + "{\"value\":null,\"count\":2,\"counts\":[1,1]}],"
                + "\"other\":{\"count\":1,\"counts\":[1,0]}}");
    assertThat(answers.asked.by()).hasValue(By.OUTCOME);
  }

  @Test
  void read_byActor_showsWhoTheyAre() throws Exception {
    answers.statistic =
        new Statistic(
            new long[] {1},
            List.of(
                new Statistic.Value("00u1", new long[] {1}),
                new Statistic.Value("00u2", new long[] {1})),
            new long[] {0},
            Map.of("00u1", new Party("00u1", "User", "ada@acme.example", null)));

    assertThat(read("since=2026-01-31T00:00:00Z&by=actor").getEntity().toString())
        .contains(
            "{\"value\":\"00u1\",\"type\":\"User\",\"alternateId\":\"ada@acme.example\","
                + "\"displayName\":null,\"count\":1,\"counts\":[1]},"
                + "{\"value\":\"00u2\",\"count\":1,\"counts\":[1]}");
  }

  @Test
  void read_byNothing_showsBucketsOnly() throws Exception {
    answers.statistic = new Statistic(new long[] {0, 2}, List.of(), new long[] {0, 0});

    assertThat(read(TIME).getEntity().toString())
        .contains("\"total\":2")
        .doesNotContain("\"by\"", "\"top\"", "\"other\"");
  }

  @Test
  void read_anything_isAsDescribed() throws Exception {
    List<Statistic.Value> values =
        List.of(
            new Statistic.Value("00u1", new long[] {3, 1}),
            new Statistic.Value("00u2", new long[] {1, 1}),
            new Statistic.Value(null, new long[] {1, 1}));
    Party party = new Party("00u1", "User", "ada@acme.example", null);
    answers.statistic =
        new Statistic(new long[] {5, 3}, values, new long[] {0, 0}, Map.of("00u1", party));

    assertDescribed(read(TIME));
    for (By by : By.values()) {
      assertDescribed(read(TIME + "&by=" + by));
    }
  }

  private static void assertDescribed(Response answer) {
    assertThat(Schemas.differences("Statistic", answer.getEntity().toString())).isEmpty();
  }

  @Test
  void read_badParameter_isAProblem() throws Exception {
    assertProblem(read("by=colour"), 400, "by must be one of type, severity, outcome, actor");
    assertProblem(read("filter=eventType+is+1"), 400, "At position 10 is");
    assertProblem(read("q=1+2+3+4+5+6+7+8+9+10+11"), 400, "at most 10 words");
    assertThat(answers.asked).isNull();
  }

  @Test
  void read_tooManyValues_saysWhatToAskFor() throws Exception {
    answers.failure = new TooManyValuesException(7);

    assertProblem(read(TIME), 400, "more than 7 different values", "a longer interval");
  }

  @Test
  void read_failure_isLeftToTheMapper() {
    answers.failure = new SearchTimeoutException("Busy.", null);

    assertThatThrownBy(() -> read(TIME)).isSameAs(answers.failure);
  }

  private static void assertProblem(Response answer, int status, String... words) {
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    assertThat((String) answer.getEntity()).contains(words);
  }

  private Response read(String query) throws Exception {
    URI uri = URI.create("http://127.0.0.1:8080/catchment/api/statistics?" + query);
    return resource.read(
        (UriInfo)
            Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (self, method, values) -> uri));
  }

  /** Answers with what the test sets, and remembers what was asked. */
  private static final class Answers extends Statistics {
    private StatisticsRequest asked;
    private Statistic statistic = new Statistic(new long[2], List.of(), new long[2]);
    private RuntimeException failure;

    @Override
    Statistic read(StatisticsRequest request) {
      asked = request;
      if (failure != null) {
        throw failure;
      }
      return statistic;
    }
  }
}
