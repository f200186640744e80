package io.catchment.platform;

/** Which events of an org's System Log are fetched. */
public enum ReconcileScope {
  /** Those that the hook subscribes to. */
  HOOK,
  /** All. */
  ALL,
  /** None; the System Log is not read. */
  OFF
}
