package io.catchment.publish;

import io.catchment.platform.Outage;
import io.catchment.store.EventsStored;
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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gets the publisher going: at once after events were stored here, and every two seconds for what
 * another node stored or what could not be sent before.
 */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PublishTimer {

  private static final long SWEEP_SECONDS = 2;

  @Inject Outbox outbox;
  @Inject Publisher publisher;
  @Resource ManagedScheduledExecutorService executor;

  private final Map<Integer, Feed> feeds = new ConcurrentHashMap<>();
  private final Outage outage =
      new Outage(
          PublishTimer.class,
          "The subscriptions cannot be read",
          "The subscriptions can be read again");
  private ScheduledFuture<?> sweeps;

  @PostConstruct
  void start() {
    sweeps =
        executor.scheduleWithFixedDelay(
            this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    sweeps.cancel(true);
  }

  /** Wakes every feed on this node, as soon as events are committed. */
  public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsStored stored) {
    feeds.values().forEach(Feed::wake);
  }

  private void sweep() {
    try {
      outbox.subscriptions().forEach(this::wake);
      outage.end();
    } catch (RuntimeException e) {
      // Thrown on, it would end the sweeps for good.
      outage.report(e);
    }
  }

  private void wake(SubscriptionEntity subscription) {
    feeds
        .computeIfAbsent(
            subscription.id(), id -> new Feed(subscription.name(), publisher, id, executor))
        .wake();
  }
}
