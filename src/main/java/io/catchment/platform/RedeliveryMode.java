package io.catchment.platform;

import java.util.Locale;
import java.util.Optional;

/** Who delays a delivery that could not be stored, before it comes again. */
public enum RedeliveryMode {
  /** The broker, by its configuration: Artemis and ActiveMQ. */
  BROKER,
  /** Catchment, by a delayed copy: for OpenMQ, which knows no delay for what is rolled back. */
  COPY;

  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RedeliveryMode> named(String name) {
    for (RedeliveryMode mode : values()) {
      if (mode.settingName().equals(name)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
