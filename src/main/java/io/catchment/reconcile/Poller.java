package io.catchment.reconcile;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaHealth;
import io.catchment.okta.OktaHealth.Part;
import io.catchment.okta.Pause;
import io.catchment.platform.Outage;
import io.catchment.store.Leases;
import io.catchment.store.Writers;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps one org's System Log read, on the node that has the lease: decides on gaps whose time is
 * over, reads to the end of the log, and waits, the longer the less there was to read.
 */
final class Poller implements Runnable {

  /**
   * A node that died keeps the others waiting for so long. It outlasts a page that is slow to come;
   * extended by another thread it could be shorter, and a reader that hangs would keep it for ever.
   */
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** How many intervals are waited at the most when nothing happens. */
  private static final int MOST_INTERVALS = 8;

  private final String org;
  private final OktaClient client;
  private final Supplier<Selection> selection;
  private final Tools tools;
  private final Pause pause;
  private final Outage outage;
  private int intervals = 1;

  /** What a poller works with. */
  record Tools(
      LogReader reader,
      Gaps gaps,
      Progress progress,
      Quota quota,
      Underway underway,
      Leases leases,
      Writers writers,
      OktaHealth health,
      Clock clock,
      BooleanSupplier stopping) {}

  Poller(
      String org,
      OktaClient client,
      Supplier<Selection> selection,
      Duration interval,
      Tools tools) {
    this.org = org;
    this.client = client;
    this.selection = selection;
    this.pause = new Pause(interval, tools.clock());
    this.tools = tools;
    this.outage =
        new Outage(
            Poller.class,
            "The System Log of " + org + " cannot be read",
            "The System Log of " + org + " is read again");
  }

  @Override
  public void run() {
    try {
      if (holdsLease()) {
        judge();
        tools.quota().look(org);
        if (pause.isOver()) {
          poll();
        }
      } else {
        tools.health().end(org, Part.SYSTEM_LOG);
      }
    } catch (Exception e) {
      outage.report(e);
    }
  }

  private boolean goesOn() throws Exception {
    return !tools.stopping().getAsBoolean() && holdsLease();
  }

  private boolean holdsLease() throws Exception {
    return tools.leases().keep(lease(org), LEASE);
  }

  /** What a node takes to be the only one that reads an org's log. */
  static String lease(String org) {
    return "reconcile/" + org;
  }

  private void judge() throws Exception {
    tools.writers().write(() -> tools.gaps().judge(org, tools.clock().instant()));
  }

  private void poll() throws Exception {
    // Before anything can go wrong that nobody has thought of.
    pause.begin(1);
    try {
      boolean idle = readToTheEnd();
      outage.end();
      tools.health().end(org, Part.SYSTEM_LOG);
      intervals = idle ? Math.min(2 * intervals, MOST_INTERVALS) : 1;
      pause.begin(intervals);
    } catch (OktaBusyException e) {
      pause.beginAfter(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      outage.report(e);
      tools.health().report(org, Part.SYSTEM_LOG, e);
      pause.beginAfter(e);
      tools.writers().write(() -> tools.progress().fail(org, reason(e)));
    }
  }

  /** Whether there was nothing to read. */
  private boolean readToTheEnd() throws Exception {
    boolean idle = true;
    boolean more = true;
    while (more && tools.underway().awaitRoom(org, this::goesOn)) {
      LogReader.Step step = tools.reader().readNext(org, client, selection.get());
      more = step.more();
      idle &= !more && step.size() == 0;
      judge();
    }
    return idle;
  }

  static String reason(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
