package io.catchment.pretend;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What an OAuth access token permits. An API token permits everything. */
enum Scope {
  READ_LOGS("okta.logs.read"),
  READ_HOOKS("okta.eventHooks.read"),
  /** Reading as well. */
  MANAGE_HOOKS("okta.eventHooks.manage");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Optional<Scope> find(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  boolean isIn(Set<Scope> granted) {
    return granted.contains(this) || (this == READ_HOOKS && granted.contains(MANAGE_HOOKS));
  }
}
