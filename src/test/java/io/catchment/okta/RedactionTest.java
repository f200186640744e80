package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {

  @Test
  void clean_everyFormOfASecret() {
    Redaction redaction = new Redaction(List.of("SSWS t0/ken+=", "Basic YWNtZTpwYXNz", "a", ""));

    assertThat(redaction.clean("SSWS t0/ken+=|t0/ken+=|t0%2Fken%2B%3D", 300))
        .isEqualTo("[redacted]|[redacted]|[redacted]");
    assertThat(redaction.clean("YWNtZTpwYXNz|pass", 300)).isEqualTo("[redacted]|[redacted]");
  }

  @Test
  void clean_oneSecretIsPartOfAnother() {
    assertThat(new Redaction(List.of("abc", "abcdef")).clean("abcdef", 300))
        .isEqualTo("[redacted]");
  }

  @Test
  void clean_secretAtTheCut() {
    String clean = new Redaction(Set.of("s3cret")).clean("1234567 s3cret", 10);

    assertThat(clean).isEqualTo("1234567 [r…");
  }

  @Test
  void clean_controlCharacters() {
    assertThat(new Redaction(Set.of()).clean("a\nb\r\tc\u0000d\u001b[31me\u202ef\u2028g", 300))
        .isEqualTo("a b  c d [31me f g");
  }

  @Test
  void clean_basicThatIsNone() {
    assertThat(new Redaction(Set.of("Basic %%%")).clean("Basic %%% x", 300))
        .isEqualTo("[redacted] x");
  }
}
