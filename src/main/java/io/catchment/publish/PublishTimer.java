package io.catchment.publish;

import io.catchment.platform.Ending;
import io.catchment.platform.Outage;
import io.catchment.platform.Rounds;
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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gets the publisher going: at once after events were stored here, and every two seconds for what
 * another node stored or what could not be sent before.
 *
 * <p>Each feed has a thread when it runs, out of a pool without a limit, and so have the sweeps:
 * one that hangs takes it from nobody else.
 */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PublishTimer {

  private static final Logger LOG = System.getLogger(PublishTimer.class.getName());
  private static final Duration SWEEP = Duration.ofSeconds(2);
  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);

  @Inject Outbox outbox;
  @Inject Publisher publisher;
  @Inject RecentEvents recent;
  @Resource ManagedThreadFactory threads;

  private final Map<Integer, Feed> feeds = new ConcurrentHashMap<>();
  private final Outage outage =
      new Outage(
          PublishTimer.class,
          "The subscriptions cannot be read",
          "The subscriptions can be read again");
  ExecutorService feedThreads;
  private Ending feedsEnding;
  private Rounds sweeps;

  @PostConstruct
  void start() {
    feedThreads = Executors.newCachedThreadPool(threads);
    feedsEnding = new Ending(feedThreads, TIME_TO_FINISH);
    sweeps = new Rounds(1, threads);
    sweeps.repeat(this::sweep, SWEEP);
  }

  /** Lets the batches that are on their way arrive. Only what hangs is interrupted. */
  @PreDestroy
  void stop() {
    feedThreads.shutdown();
    sweeps.stop();
    feedsEnding.finishOrInterrupt();
  }

  /** Wakes every feed on this node, as soon as events are committed. */
  public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsStored stored) {
    if (!feeds.isEmpty()) {
      recent.add(stored.events());
    }
    feeds.values().forEach(Feed::wake);
  }

  void sweep() {
    try {
      // Before the subscriptions, so that none that is made meanwhile seems to be gone.
      Set<Integer> gone = new TreeSet<>(publisher.subscriptionsWithRows());
      gone.addAll(feeds.keySet());
      List<SubscriptionEntity> subscriptions = outbox.subscriptions();
      subscriptions.forEach(this::sweep);
      subscriptions.stream().map(SubscriptionEntity::id).forEach(gone::remove);
      forget(gone);
      outage.end();
    } catch (Exception e) {
      // Not only RuntimeException: a failed commit throws a checked exception that the interceptor
      // does not declare.
      outage.report(e);
    }
  }

  private void sweep(SubscriptionEntity subscription) {
    feeds
        .computeIfAbsent(
            subscription.id(), id -> new Feed(subscription.name(), publisher, id, feedThreads))
        .sweep();
  }

  /** Also those that went while no node ran, and never had a feed here. */
  private void forget(Set<Integer> gone) throws Exception {
    for (Integer id : gone) {
      if (isOver(id)) {
        feeds.remove(id);
      }
    }
  }

  /** A feed stays until nothing is left to forget: events may just be stored for it. */
  private boolean isOver(Integer subscriptionId) throws Exception {
    int events = publisher.forget(subscriptionId);
    boolean over = publisher.forgetTimes(subscriptionId) && events == 0;
    // Not what another node has just forgotten.
    if (events > 0 || (over && feeds.containsKey(subscriptionId))) {
      LOG.log(
          Level.INFO,
          "Subscription {0} is gone, {1} events that it had still to be sent are forgotten",
          subscriptionId,
          events);
    }
    return over;
  }
}
