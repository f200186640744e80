package io.catchment.publish;

import io.catchment.store.EventsStored;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gets the publisher going: at once after events were stored here, and every two seconds for what
 * another node stored or what could not be sent before.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PublishTimer {

  @Inject Outbox outbox;
  @Inject Publisher publisher;
  @Resource ManagedExecutorService executor;

  private final Map<Integer, Feed> feeds = new ConcurrentHashMap<>();

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  public void sweep() {
    for (SubscriptionEntity subscription : outbox.subscriptions()) {
      feeds
          .computeIfAbsent(
              subscription.id(), id -> new Feed(subscription.name(), publisher, id, executor))
          .wake();
    }
  }

  public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsStored stored) {
    feeds.values().forEach(Feed::wake);
  }
}
