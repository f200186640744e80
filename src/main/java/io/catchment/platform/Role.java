package io.catchment.platform;

import java.util.Locale;
import java.util.Optional;

/** What someone may do. Container users have the role by its {@link #containerRole()}. */
public enum Role {
  /** May look at everything. */
  VIEWER,
  /** May change things, and look at everything. */
  OPERATOR;

  /** The role's name in {@code web.xml} and in the server's user store. */
  public String containerRole() {
    return "catchment-" + settingName();
  }

  /** The role's name in the settings. */
  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> named(String name) {
    for (Role role : values()) {
      if (role.settingName().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
