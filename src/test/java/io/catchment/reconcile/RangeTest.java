package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void read_range_isTaken() {
    assertThat(
            Range.read(
                "{\"since\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-03-01T08:00:00Z\"}", NOW))
        .isEqualTo(new Range(Instant.parse("2026-02-01T00:00:00Z"), NOW));
  }

  @Test
  void read_moreDigitsThanAreKept_isCut() {
    Range range =
        Range.read(
            "{\"since\":\"2026-02-01T00:00:00.123456789Z\",\"until\":\"2026-03-01T00:00:00Z\"}",
            NOW);

    assertThat(range.since()).isEqualTo("2026-02-01T00:00:00.123456Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "no JSON|a JSON object with",
        "{}|a JSON object with",
        "{\"since\":1,\"until\":2}|a JSON object with",
        "{\"since\":\"yesterday\",\"until\":\"2026-02-01T00:00:00Z\"}|a JSON object with",
        "{\"since\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"}|before \"until\"",
        "{\"since\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-03-01T08:00:01Z\"}|in the future",
        "{\"since\":\"2025-11-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"}|90 days",
        "{\"since\":\"2026-02-01T00:00:00Z\",\"til\":\"2026-03-01T08:00:00Z\"}|no member \"til\"",
      })
  void read_bad_saysWhatIsWrong(String body, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Range.read(body, NOW))
        .withMessageContaining(problem);
  }
}
