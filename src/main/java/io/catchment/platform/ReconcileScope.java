package io.catchment.platform;

import java.util.Locale;
import java.util.Optional;

/** Which events of an org's System Log are fetched. */
public enum ReconcileScope {
  /** Those that the hook subscribes to. */
  HOOK,
  /** All. */
  ALL,
  /** None; the System Log is not read. */
  OFF;

  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ReconcileScope> named(String name) {
    for (ReconcileScope scope : values()) {
      if (scope.settingName().equals(name)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
