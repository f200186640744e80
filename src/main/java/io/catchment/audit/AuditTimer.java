package io.catchment.audit;

import io.catchment.platform.Outage;
import io.catchment.platform.Rounds;
import io.catchment.platform.Settings;
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

/** Removes what is older than the audit trail is to be kept. On every node, for it does no harm. */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditTimer {

  private static final Duration PAUSE = Duration.ofHours(6);

  @Inject AuditRecords records;
  @Inject Settings settings;
  @Inject Writers writers;
  @Inject Clock clock;
  @Resource ManagedThreadFactory threads;

  private final Outage outage =
      new Outage(
          AuditTimer.class,
          "The audit trail cannot be cleared of old entries",
          "The audit trail is cleared of old entries again");
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds(1, threads);
    rounds.repeat(this::prune, PAUSE);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }

  private void prune() {
    try {
      writers.write(() -> records.removeBefore(clock.instant().minus(settings.auditKeep())));
      outage.end();
    } catch (Exception e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      outage.report(e);
    }
  }
}
