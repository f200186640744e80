package io.catchment.reconcile;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.Pause;
import io.catchment.platform.Outage;
import java.time.Duration;
import java.util.function.Supplier;

/** Reads the ranges that operators want of one org, on the node that has the lease. */
final class RunWorker implements Runnable {

  private static final Duration LEASE = Duration.ofMinutes(1);

  private final String org;
  private final OktaClient client;
  private final Supplier<Selection> selection;
  private final RunReader reader;
  private final Pause pause;
  private final Poller.Tools tools;
  private final Outage outage;

  RunWorker(
      String org,
      OktaClient client,
      Supplier<Selection> selection,
      RunReader reader,
      Pause pause,
      Poller.Tools tools) {
    this.org = org;
    this.client = client;
    this.selection = selection;
    this.reader = reader;
    this.pause = pause;
    this.tools = tools;
    this.outage =
        new Outage(
            RunWorker.class,
            "A range of the System Log of " + org + " cannot be read",
            "The range of the System Log of " + org + " is read on");
  }

  @Override
  public void run() {
    try {
      if (pause.isOver()) {
        readAll();
        outage.end();
      }
    } catch (OktaBusyException e) {
      pause.beginAfter(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      outage.report(e);
      pause.beginAfter(e);
    }
  }

  /** What a range shows first is looked at here too, because the org's log may not be polled. */
  private void readAll() throws Exception {
    boolean more = true;
    while (more && tools.underway().awaitRoom(org, this::goesOn)) {
      more = reader.readNext(org, client, selection.get());
      tools.writers().write(() -> tools.gaps().judge(org, tools.clock().instant()));
    }
  }

  private boolean goesOn() throws Exception {
    return !tools.stopping().getAsBoolean() && holdsLease();
  }

  private boolean holdsLease() throws Exception {
    return tools.leases().keep(lease(org), LEASE);
  }

  /** What a node takes to be the only one that reads ranges of an org's log. */
  static String lease(String org) {
    return "run/" + org;
  }
}
