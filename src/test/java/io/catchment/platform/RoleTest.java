package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {

  /** The names stand in web.xml and in the user stores of servers: they must not change. */
  @Test
  void containerRole_ofEach() {
    assertThat(Role.VIEWER.containerRole()).isEqualTo("catchment-viewer");
    assertThat(Role.OPERATOR.containerRole()).isEqualTo("catchment-operator");
  }

  @Test
  void named_asInTheSettings() {
    assertThat(Role.named("viewer")).contains(Role.VIEWER);
    assertThat(Role.named("operator")).contains(Role.OPERATOR);
    assertThat(Role.named("Operator")).isEmpty();
    assertThat(Role.named("catchment-viewer")).isEmpty();
    assertThat(Role.named("")).isEmpty();
  }
}
