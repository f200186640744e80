package io.catchment.platform;

import java.util.Set;

/**
 * Who sent a request, and the roles that he was given.
 *
 * @param name of the user, or <i>token:</i> and that of the token
 * @param roles as the container or the settings give them; an operator may all that a viewer may
 */
public record Caller(String name, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether he may what this role may. */
  public boolean has(Role role) {
    return roles.contains(role) || (role == Role.VIEWER && roles.contains(Role.OPERATOR));
  }
}
