package io.catchment.reconcile;

import io.catchment.okta.OktaHealth;
import io.catchment.store.Leases;
import io.catchment.store.Writers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What the readers of logs work with: those of the logs themselves, and those of ranges. */
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
    BooleanSupplier stopping) {

  /**
   * A node that died keeps the others waiting for so long. It outlasts a page that is slow to come,
   * but not one of a single event: then another node may ask for that as well, which does no harm.
   * Extended by another thread it could be shorter, and a reader that hangs would keep it for ever.
   */
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Whether a lease is this node's; takes it if it can be had. */
  boolean holds(String lease) throws Exception {
    return leases.keep(lease, LEASE);
  }

  /**
   * Waits until another page of an org's log may be asked for.
   *
   * @return false if this node is not to go on, because it stops or has lost the lease
   */
  boolean awaitTurn(String org, String lease) throws Exception {
    return underway.awaitRoom(org, () -> !stopping.getAsBoolean() && holds(lease));
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
