package io.catchment.pretend;

/** The addresses that the pretend Okta serves, each with a rate limit and faults of its own. */
public enum Bucket {
  /** The System Log. */
  LOGS("/api/v1/logs"),
  /** The management of event hooks. */
  HOOKS("/api/v1/eventHooks"),
  /** Where OAuth access tokens are issued. */
  TOKEN("/oauth2/v1/token");

  private final String path;

  Bucket(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
