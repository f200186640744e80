package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrgParameterTest {

  @Test
  void read_missing_namesNone() {
    assertThat(OrgParameter.read(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "a", "once-here", "0"})
  void read_alias_isTakenWhetherConfiguredOrNot(String alias) {
    assertThat(OrgParameter.read(alias)).hasValue(alias);
  }

  @ParameterizedTest
  @MethodSource("noAliases")
  void read_whatCanBeNoAlias_isRefused(String text) {
    WebApplicationException refusal =
        catchThrowableOfType(WebApplicationException.class, () -> OrgParameter.read(text));

    assertThat(refusal.getResponse().getStatus()).isEqualTo(400);
    assertThat(refusal.getResponse().getMediaType()).hasToString(Problem.MEDIA_TYPE);
    assertThat((String) refusal.getResponse().getEntity()).contains("catchment.orgs");
  }

  static String[] noAliases() {
    return new String[] {"", "\0", "acme\0", "Acme", "a b", "-a", "a-", "\u00fc", "a".repeat(64)};
  }
}
