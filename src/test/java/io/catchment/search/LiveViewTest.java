package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.api.Schemas;
import io.catchment.event.Origin;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private static final Instant PUBLISHED = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant STORED = Instant.parse("2026-03-01T00:00:01.5Z");

  @Test
  void of_event_isItsTextOnOneLineWithItsWay() {
    String json = "{\r\n  \"a\" : 1.50e3,\n\"b\":\"\\n\\u00fc/\\/ü\"\r}";

    assertThat(LiveView.of(event(json), false))
        .isEqualTo(
            "{\"org\":\"acme\",\"origin\":\"SYSTEM_LOG\",\"storedAt\":\"2026-03-01T00:00:01.500Z\","
                + "\"event\":{    \"a\" : 1.50e3, \"b\":\"\\n\\u00fc/\\/ü\" }}");
  }

  @Test
  void of_eventInTheDialectOfTheLog_movesTheChain() {
    assertThat(LiveView.of(event("{\"client\":{\"ipChain\":[]}}"), true))
        .endsWith("\"event\":{\"client\":{},\"request\":{\"ipChain\":[]}}}");
  }

  @Test
  void of_anything_isAsDescribed() {
    String event = "{\"uuid\":\"u\",\n\"published\":\"2026-03-01T00:00:00Z\"}";

    assertThat(Schemas.differences("LiveEvent", LiveView.of(event(event), false))).isEmpty();
    assertThat(Schemas.differences("LiveSkipped", LiveView.of(44, "a-b", "c_d"))).isEmpty();
    assertThat(Schemas.differences("LivePlace", LiveView.of("a-b"))).isEmpty();
  }

  private static FoundEvent event(String json) {
    return new FoundEvent(1, "acme", "u", PUBLISHED, PUBLISHED, STORED, Origin.SYSTEM_LOG, json);
  }
}
