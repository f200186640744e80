package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.platform.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentHeadersTest {

  private static final URI API = URI.create("https://acme.okta.example");

  @Test
  void text_dependsOnEveryHeaderAndItsFirstValue() {
    String text = text(Map.of("X-B", () -> List.of("2", "old"), "X-A", () -> List.of("1")));

    assertThat(text).isEqualTo("Authorization: s3cret\nX-A: 1\nX-B: 2");
    assertThat(text(Map.of("X-A", () -> List.of("1")))).isNotEqualTo(text);
    assertThat(text(Map.of("X-A", () -> List.of("1"), "X-B", () -> List.of("3"))))
        .isNotEqualTo(text);
  }

  @Test
  void toString_tellsNoValue() {
    SentHeaders headers =
        SentHeaders.of(
            Orgs.acme(API, () -> List.of("s3cret"), Map.of("X-A", () -> List.of("h1dden"))));

    assertThat(headers.toString()).contains("Authorization", "X-A").doesNotContain("s3cret", "h1d");
  }

  private static String text(Map<String, Secrets> required) {
    return SentHeaders.of(Orgs.acme(API, () -> List.of("s3cret", "before"), required)).text();
  }
}
