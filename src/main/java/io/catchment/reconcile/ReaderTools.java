package io.catchment.reconcile;

import io.catchment.okta.OktaHealth;
import io.catchment.store.Leases;
import io.catchment.store.Writers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * What the readers of logs work with: those of the logs themselves, and those of ranges.
 *
 * @param lease how long a node that died keeps the others waiting. Unless it was set shorter, it
 *     outlasts a page that is slow to come, but not one of a single event: then another node may
 *     ask for that as well, which does no harm. Extended by another thread it could be shorter, and
 *     a reader that hangs would keep it for ever
 */
record ReaderTools(
    LogReader logReader,
    RunReader runReader,
    Gaps gaps,
    Progress progress,
    Quota quota,
    Underway underway,
    Leases leases,
    Writers writers,
    OktaHealth health,
    Clock clock,
    Duration lease,
    BooleanSupplier stopping) {

  /** Whether the lease of this name is this node's; takes it if it can be had. */
  boolean holds(String name) throws Exception {
    return leases.keep(name, lease);
  }

  /**
   * Waits until another page of an org's log may be asked for.
   *
   * @return false if this node is not to go on, because it stops or has lost the lease
   */
  boolean awaitTurn(String org, String name) throws Exception {
    return underway.awaitRoom(org, () -> !stopping.getAsBoolean() && holds(name));
  }

  /** Decides on the org's gaps whose time is over. */
  void judge(String org) throws Exception {
    Instant now = clock.instant();
    boolean more = true;
    while (more && !stopping.getAsBoolean()) {
      more = writers.write(() -> gaps.judge(org, now));
    }
  }
}
