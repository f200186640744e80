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
}
