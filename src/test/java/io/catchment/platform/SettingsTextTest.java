package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTextTest {

  private static final String SETTING = "catchment.token.monitor.role";

  private final Properties system = new Properties();
  private final SettingsText text = new SettingsText(new SettingsSource(system, Map.of()));

  @Test
  void choice_nameInSmallLetters_isThatConstant() {
    assertThat(choice("viewer")).isEqualTo(Role.VIEWER);
    assertThat(choice("operator")).isEqualTo(Role.OPERATOR);
    assertThat(text.problems()).isEmpty();
  }

  @Test
  void choice_nothing_isTheDefault() {
    assertThat(choice("")).isEqualTo(Role.VIEWER);
    assertThat(text.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Operator", "catchment-viewer"})
  void choice_otherName_isAProblem(String name) {
    assertThat(choice(name)).isEqualTo(Role.VIEWER);
    assertThat(text.problems())
        .containsExactly(SETTING + " is \"" + name + "\"; use viewer or operator.");
  }

  private Role choice(String name) {
    system.setProperty(SETTING, name);
    return text.choice(SETTING, Role.VIEWER, "viewer or operator");
  }
}
