package io.catchment.hooks;

import io.catchment.okta.OktaClients;
import io.catchment.okta.OktaHealth;
import io.catchment.platform.OrgSettings;
import io.catchment.platform.Rounds;
import io.catchment.platform.Settings;
import io.catchment.store.Leases;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Watches every org's hook, on the node that has the lease: one that became inactive or unverified
 * delivers nothing, and Okta tells nobody.
 */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HooksTimer {

  @Inject Settings settings;
  @Inject OktaClients clients;
  @Inject HookKeeper keeper;
  @Inject HookTurns turns;
  @Inject Leases leases;
  @Inject OktaHealth health;
  @Inject Clock clock;
  @Resource ManagedThreadFactory threads;

  private final List<HookWatch> watches = new ArrayList<>();
  private Rounds rounds;

  /** Each org has a thread of its own: an Okta that does not answer keeps no other waiting. */
  @PostConstruct
  void start() {
    Duration interval = settings.reconcile().interval();
    HookWatch.Tools tools =
        new HookWatch.Tools(keeper, turns, leases, health, clock, interval, settings.lease());
    for (OrgSettings org : settings.orgs().values()) {
      clients
          .findFor(org.alias())
          .ifPresent(client -> watches.add(new HookWatch(org, client, tools)));
    }
    rounds = new Rounds(watches.size(), threads);
    watches.forEach(watch -> rounds.repeat(watch, interval));
  }

  @PreDestroy
  void stop() {
    rounds.stop();
    watches.forEach(HookWatch::end);
  }
}
