package io.catchment.reconcile;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.Pause;
import io.catchment.platform.Outage;
import java.util.function.Supplier;

/** Reads the ranges that operators want of one org, on the node that has the lease. */
final class RunWorker implements Runnable {

  private final String org;
  private final OktaClient client;
  private final Supplier<Selection> selection;
  private final Pause pause;
  private final ReaderTools tools;
  private final Outage outage;

  RunWorker(
      String org,
      OktaClient client,
      Supplier<Selection> selection,
      Pause pause,
      ReaderTools tools) {
    this.org = org;
    this.client = client;
    this.selection = selection;
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
    while (more && tools.runReader().hasNext(org) && tools.awaitTurn(org, lease(org))) {
      more = tools.runReader().readNext(org, client, selection.get());
      tools.judge(org);
    }
  }

  /** What a node takes to be the only one that reads ranges of an org's log. */
  static String lease(String org) {
    return "run/" + org;
  }
}
