package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private final Logger ours = Logger.getLogger(CrowdTest.class.getName());
  private final Logger mappers = Logger.getLogger(ProblemMapper.class.getName());
  private final List<String> lines = new ArrayList<>();
  private long nanos = Long.MAX_VALUE;
  private final Crowd crowd =
      new Crowd(CrowdTest.class, "All is full.", "All is full. Wait.", 7, () -> nanos);

  @BeforeEach
  void listen() {
    Filter keep = line -> !lines.add(new SimpleFormatter().formatMessage(line));
    ours.setFilter(keep);
    mappers.setFilter(keep);
  }

  @AfterEach
  void leave() {
    ours.setFilter(null);
    mappers.setFilter(null);
  }

  @Test
  void refusal_many_areSaidAtOnceAndThenOnceAMinute() {
    for (int i = 0; i < 100; i++) {
      crowd.refusal();
    }
    assertThat(lines).containsExactly(line(1));

    nanos += Duration.ofMinutes(1).toNanos() - 1;
    crowd.refusal();
    assertThat(lines).hasSize(1);

    nanos++;
    crowd.refusal();
    crowd.refusal();
    assertThat(lines).containsExactly(line(1), line(101));
  }

  @Test
  void refusal_isAnsweredWithoutAnotherLine() {
    Response answer = new Mapper().toResponse(crowd.refusal());

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("7");
    assertThat((String) answer.getEntity()).contains("All is full. Wait.");
    assertThat(lines).containsExactly(line(1));
  }

  private static String line(int refused) {
    return "All is full. Requests that were answered 503 since this was said last: " + refused;
  }

  private static final class Mapper extends ProblemMapper {
    private Mapper() {
      URI called = URI.create("http://10.0.0.5:8080/catchment/api/live");
      uri =
          (UriInfo)
              Proxy.newProxyInstance(
                  UriInfo.class.getClassLoader(),
                  new Class<?>[] {UriInfo.class},
                  (self, method, values) -> called);
    }
  }
}
