package io.catchment.okta;

/** A part of Okta's API that has a rate limit of its own. */
enum Bucket {
  LOGS("logs"),
  EVENT_HOOKS("eventHooks"),
  TOKEN("token");

  private final String label;

  Bucket(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
