package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void matches_onlyTheSameSecret() {
    String fingerprint = Fingerprint.of("Authorization: Basic abc");

    assertThat(Fingerprint.matches(fingerprint, "Authorization: Basic abc")).isTrue();
    assertThat(Fingerprint.matches(fingerprint, "Authorization: Basic abd")).isFalse();
    assertThat(Fingerprint.matches(null, "Authorization: Basic abc")).isFalse();
  }

  @Test
  void of_sameSecretTwice_tellsNobodyThatItIsTheSame() {
    assertThat(Fingerprint.of("secret"))
        .isNotEqualTo(Fingerprint.of("secret"))
        .doesNotContain("secret");
  }
}
