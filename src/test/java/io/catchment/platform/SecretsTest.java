package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private final Secrets secrets = () -> List.of("old secret", "Basic bmV3OsO8");

  @Test
  void accepts_anyOfThem() {
    assertThat(secrets.accepts("old secret")).isTrue();
    assertThat(secrets.accepts("Basic bmV3OsO8")).isTrue();
  }

  @Test
  void accepts_nearlyOneOfThem() {
    assertThat(
            List.of(
                "",
                "old secre",
                "old secret ",
                " old secret",
                "Old secret",
                "basic bmV3OsO8",
                "old secret,Basic bmV3OsO8",
                "old secret\u0000"))
        .noneMatch(secrets::accepts);
  }

  @Test
  void accepts_nothingPresented() {
    Secrets empty = () -> List.of("");

    assertThat(secrets.accepts(null)).isFalse();
    assertThat(empty.accepts(null)).isFalse();
  }

  @Test
  void accepts_afterARotation() {
    List<String> current = new ArrayList<>(List.of("first"));
    Secrets rotating = () -> current;
    current.set(0, "second");

    assertThat(rotating.accepts("second")).isTrue();
    assertThat(rotating.accepts("first")).isFalse();
  }

  @Property
  void accepts_anyText(@ForAll String secret) {
    Secrets one = () -> List.of(secret);

    assertThat(one.accepts(secret)).isTrue();
    assertThat(one.accepts(secret + "x")).isFalse();
  }
}
