package io.catchment.reconcile;

import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaClients;
import io.catchment.okta.OktaHealth;
import io.catchment.okta.Pause;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.ReconcileScope;
import io.catchment.platform.Rounds;
import io.catchment.platform.Settings;
import io.catchment.store.Leases;
import io.catchment.store.Writers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Gets the reading of the System Logs going, each org's in a thread of its own. */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReconcileTimer {

  /** How often it is looked whether something is to be done. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Inject Settings settings;
  @Inject OktaClients clients;
  @Inject Selections selections;
  @Inject LogReader reader;
  @Inject RunReader runReader;
  @Inject Gaps gaps;
  @Inject Progress progress;
  @Inject Quota quota;
  @Inject Underway underway;
  @Inject Leases leases;
  @Inject Writers writers;
  @Inject OktaHealth health;
  @Inject Clock clock;
  @Resource ManagedThreadFactory threads;

  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds(2 * settings.orgs().size(), threads);
    for (OrgSettings org : settings.orgs().values()) {
      Optional<OktaClient> client = clients.findFor(org.alias());
      client.ifPresent(c -> begin(org, c.withPatience(patience())));
    }
  }

  /** No more than is left of a lease when a page is asked for: so it comes while it is ours. */
  private Duration patience() {
    return settings.lease().dividedBy(2);
  }

  private void begin(OrgSettings org, OktaClient client) {
    Duration interval = settings.reconcile().interval();
    Supplier<Selection> selection = () -> selections.of(org);
    ReaderTools tools = tools();
    rounds.repeat(
        org.reconcileScope() == ReconcileScope.OFF
            ? new GapWatch(org.alias(), tools)
            : new Poller(org.alias(), client, selection, interval, tools),
        LOOK);
    Pause pause = new Pause(interval, clock);
    rounds.repeat(new RunWorker(org.alias(), client, selection, pause, tools), LOOK);
  }

  private ReaderTools tools() {
    return new ReaderTools(
        reader,
        runReader,
        gaps,
        progress,
        quota,
        underway,
        leases,
        writers,
        health,
        clock,
        settings.lease(),
        rounds::isStopping);
  }

  /**
   * A page that is on its way is fetched again after the next start, which needs not wait for the
   * leases of this one.
   */
  @PreDestroy
  void stop() {
    rounds.stop();
    for (String org : settings.orgs().keySet()) {
      leases.giveBack(Poller.lease(org));
      leases.giveBack(RunWorker.lease(org));
    }
  }
}
