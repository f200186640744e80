package io.catchment.reconcile;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaHealth.Part;
import io.catchment.okta.Pause;
import io.catchment.platform.Outage;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps one org's System Log read, on the node that has the lease: decides on gaps whose time is
 * over, reads to the end of the log, and waits, the longer the less there was to read.
 */
final class Poller implements Runnable {

  /** How many intervals are waited at the most when nothing happens. */
  private static final int MOST_INTERVALS = 8;

  private final String org;
  private final OktaClient client;
  private final Supplier<Selection> selection;
  private final ReaderTools tools;
  private final Pause pause;
  private final Outage outage;
  private int intervals = 1;

  Poller(
      String org,
      OktaClient client,
      Supplier<Selection> selection,
      Duration interval,
      ReaderTools tools) {
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
      if (tools.holds(lease(org))) {
        tools.judge(org);
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

  /** What a node takes to be the only one that reads an org's log. */
  static String lease(String org) {
    return "reconcile/" + org;
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
    while (more && tools.awaitTurn(org, lease(org))) {
      LogReader.Step step = tools.logReader().readNext(org, client, selection.get());
      more = step.more();
      idle &= !more && step.size() == 0;
      tools.judge(org);
    }
    return idle;
  }

  static String reason(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
