package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

  private final EventTypes types = new EventTypes();

  @Test
  void all_isTheCatalogueOfAugust2026() {
    assertThat(types.all()).hasSize(1178).contains("user.session.start", "event_hook.delivery");
    assertThat(types.all()).filteredOn(types::isHookEligible).hasSize(264);
  }

  @ParameterizedTest
  @CsvSource({
    "user.lifecycle.create, true, true",
    "event_hook.delivery, true, false",
    "system.operation.rate_limit.warning, true, false",
    "user.lifecycle.craete, false, false",
    "'', false, false",
  })
  void isKnown_isHookEligible(String name, boolean known, boolean eligible) {
    assertThat(types.isKnown(name)).isEqualTo(known);
    assertThat(types.isHookEligible(name)).isEqualTo(eligible);
  }

  @ParameterizedTest
  @CsvSource({
    "user.lifecycle.craete, user.lifecycle.create",
    "User.Session.Start, user.session.start",
    "user.sesion.start, user.session.start",
    "user_lifecycle_create, user.lifecycle.create",
    "group.user_membership.ad, group.user_membership.add",
  })
  void suggestFor_misspelt(String misspelt, String meant) {
    assertThat(types.suggestFor(misspelt)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "com.example.something.of.our.own"})
  void suggestFor_nothingLikeIt(String name) {
    assertThat(types.suggestFor(name)).isEmpty();
  }
}
