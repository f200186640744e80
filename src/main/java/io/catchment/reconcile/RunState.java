package io.catchment.reconcile;

/** How it stands with a range that an operator wants read. */
enum RunState {
  /** A node reads it, or will as soon as one has time. */
  RUNNING,
  /** All of it is read and durable. */
  DONE,
  /** An operator ended it; what was read stays. */
  CANCELLED,
  /** Okta does not give it; the problem says why. */
  FAILED
}
