package io.catchment.hooks;

import io.catchment.okta.OktaBusyException;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaHealth;
import io.catchment.okta.OktaHealth.Part;
import io.catchment.okta.Pause;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Outage;
import io.catchment.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks after one org's hook, each time that it is run, on the node that has the lease.
 *
 * <p>That lease lasts from one run to the next, also while Okta is left alone, so that one node
 * remembers how long that is to be, and says how the hook is. It is another than that of a
 * {@linkplain HookTurns turn}, which an operator's request to any node has to get between two
 * looks.
 */
final class HookWatch implements Runnable {

  private static final String SILENT =
      "The hook is not both active and verified, so Okta delivers nothing.";

  private final OrgSettings org;
  private final OktaClient client;
  private final Tools tools;
  private final Pause pause;
  private final Outage outage;

  /** What a watch works with. */
  record Tools(
      HookKeeper keeper,
      HookTurns turns,
      Leases leases,
      OktaHealth health,
      Clock clock,
      Duration interval,
      Duration lease) {}

  HookWatch(OrgSettings org, OktaClient client, Tools tools) {
    this.org = org;
    this.client = tools.turns().guard(org.alias(), client.withPatience(HookTurns.PATIENCE));
    this.tools = tools;
    this.pause = new Pause(tools.interval(), tools.clock());
    this.outage =
        new Outage(
            HookWatch.class,
            "The hook of " + org.alias() + " is not in order in Okta",
            "The hook of " + org.alias() + " is in order in Okta");
  }

  @Override
  public void run() {
    try {
      if (!takesLease()) {
        tools.health().end(org.alias(), Part.HOOK);
      } else if (pause.isOver()) {
        look();
      }
    } catch (OktaBusyException e) {
      pause.beginAfter(e);
    } catch (Exception e) {
      outage.report(e);
      fail(e);
    }
  }

  /** Within a pause only the lease can fail: what the pause is for says more, and lasts longer. */
  private void fail(Exception failure) {
    if (pause.isOver()) {
      tools.health().report(org.alias(), Part.HOOK, failure);
      pause.beginAfter(failure);
    }
  }

  private void look() throws Exception {
    Optional<HookEntity> looked =
        tools.turns().take(org.alias(), Duration.ZERO, () -> tools.keeper().keep(org, client));
    if (looked.isPresent()) {
      show(looked.get());
    }
  }

  private void show(HookEntity hook) {
    if (hook.problem() == null) {
      outage.end();
    }
    if (hook.found().filter(found -> !found.delivers()).isPresent()) {
      tools.health().report(org.alias(), Part.HOOK, SILENT);
    } else {
      tools.health().end(org.alias(), Part.HOOK);
    }
  }

  private boolean takesLease() throws Exception {
    return tools.leases().take(lease(), tools.interval().multipliedBy(2).plus(tools.lease()));
  }

  /** Lets another node watch at once. */
  void end() {
    tools.leases().giveBack(lease());
  }

  private String lease() {
    return "hook-watch/" + org.alias();
  }
}
