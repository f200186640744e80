package io.catchment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditViewTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void inWords_entry_saysWhoDidWhat() {
    assertThat(AuditView.inWords(entry("ann", "dead letter 17", "It was there.")))
        .isEqualTo("2026-03-04T12:00:00Z, ann, delete it dead letter 17, 204, It was there.");
  }

  @Test
  void inWords_lineBreaks_makeNoLineOfTheirOwn() {
    String line = AuditView.inWords(entry("a\nERROR x", "b\u2028c", "d\r\ne"));

    assertThat(line).contains("a\uFFFDERROR x", "b\uFFFDc", "d\uFFFD\uFFFDe");
  }

  @Test
  void inWords_longTexts_areCut() {
    String line = AuditView.inWords(entry("w".repeat(9_000), "a".repeat(9_000), "d".repeat(9_000)));

    assertThat(line).hasSizeLessThan(2_000);
  }

  private static AuditEntry entry(String who, String about, String detail) {
    return new AuditEntry(
        NOON, who, "delete it", Optional.empty(), Optional.of(about), 204, Optional.of(detail));
  }
}
