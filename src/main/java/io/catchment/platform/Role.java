package io.catchment.platform;

import java.util.Locale;

/** What someone may do. Container users have the role by its {@link #containerRole()}. */
public enum Role {
  /** May look at everything. */
  VIEWER,
  /** May change things, and look at everything. */
  OPERATOR;

  /** The role's name in {@code web.xml} and in the server's user store. */
  public String containerRole() {
    return "catchment-" + name().toLowerCase(Locale.ROOT);
  }
}
