package io.catchment.reconcile;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaHealth.Part;
import io.catchment.okta.Pause;
import io.catchment.platform.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  private final Aside gaps;
  private final Aside quota;
  private int intervals = 1;

  /** Why the last poll failed; null if it did not. */
  private Exception unread;

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
    this.gaps = Aside.ofGaps(org, tools);
    this.quota =
        new Aside(
            org,
            tools,
            new Outage(
                Poller.class,
                "What the hook of " + org + " brought in 24 hours cannot be counted",
                "What the hook of " + org + " brought in 24 hours is counted again"));
  }

  @Override
  public void run() {
    try {
      if (tools.holds(lease(org))) {
        quota.attempt(() -> tools.quota().look(org));
        judge();
        if (pause.isOver()) {
          poll();
        }
      } else {
        unread = null;
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

  private void judge() {
    gaps.attempt(() -> tools.judge(org));
    show();
  }

  private void poll() throws Exception {
    // Before anything can go wrong that nobody has thought of.
    pause.begin(1);
    try {
      boolean idle = readToTheEnd();
      succeed();
      intervals = idle ? Math.min(2 * intervals, MOST_INTERVALS) : 1;
      pause.begin(intervals);
    } catch (OktaBusyException e) {
      pause.beginAfter(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      outage.report(e);
      unread = e;
      show();
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
      succeed();
      judge();
    }
    return idle;
  }

  /** With each page: until the end of a long log, earlier failures would still be shown. */
  private void succeed() {
    outage.end();
    unread = null;
    show();
  }

  /** Of several failures the worst. */
  private void show() {
    Stream.of(Optional.ofNullable(unread), gaps.failure(), quota.failure())
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresentOrElse(
            failure -> tools.health().report(org, Part.SYSTEM_LOG, failure),
            () -> tools.health().end(org, Part.SYSTEM_LOG));
  }

  static String reason(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
