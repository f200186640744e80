package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

  @Test
  void of_whatIsThere() {
    assertThat(JsonValues.of(Instant.parse("2026-03-01T08:00:00Z")))
        .hasToString("\"2026-03-01T08:00:00Z\"");
    assertThat(JsonValues.of("a \"b\"")).hasToString("\"a \\\"b\\\"\"");
    assertThat(JsonValues.of(List.of("b", "a"))).hasToString("[\"b\",\"a\"]");
  }

  @Test
  void of_nothing_isNull() {
    assertThat(JsonValues.of((Instant) null)).isEqualTo(JsonValue.NULL);
    assertThat(JsonValues.of((String) null)).isEqualTo(JsonValue.NULL);
    assertThat(JsonValues.of(List.of())).isEqualTo(JsonValue.EMPTY_JSON_ARRAY);
  }
}
