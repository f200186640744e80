package io.catchment.event;

/** The way by which an event came to us. */
public enum Origin {
  /** Delivered by an Okta event hook. */
  HOOK,
  /** Read from the org's System Log. */
  SYSTEM_LOG,
  /** Sent by an operator to try the way out. */
  TEST
}
