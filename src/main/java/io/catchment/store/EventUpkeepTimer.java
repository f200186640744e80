package io.catchment.store;

import io.catchment.platform.Outage;
import io.catchment.platform.Rounds;
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
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Does for the events that were stored since what is done once for each, see {@link Upkeep}, a
 * portion at a time: small ones if the database is slow, and with pauses, so that it keeps nobody
 * from storing for more than a moment, also while a large table is done for the first time. On
 * every node, without a lease: whoever comes second for a portion leaves it to the first.
 */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventUpkeepTimer {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject EventUpkeep upkeep;
  @Inject Database database;
  @Inject Writers writers;
  @Resource ManagedThreadFactory threads;

  private final Map<Upkeep, Portion> portions = new EnumMap<>(Upkeep.class);
  private final Outage outage =
      new Outage(
          EventUpkeepTimer.class,
          "Events cannot be counted by hour, or their targets given a time; until then searches are slow",
          "Events are counted by hour, and their targets given a time, again");
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds(1, threads);
    rounds.repeat(this::keepUp, PAUSE);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }

  private void keepUp() {
    if (!database.isOpen()) {
      return;
    }
    boolean failed = false;
    for (Upkeep some : Upkeep.values()) {
      failed |= !isDone(some, portions.computeIfAbsent(some, s -> new Portion()));
    }
    if (!failed) {
      outage.end();
    }
  }

  /** One that fails keeps none of the others from being done. */
  private boolean isDone(Upkeep some, Portion portion) {
    try {
      if (upkeep.behind(some, 1) > 0) {
        writers.write(() -> next(some, portion));
      }
      return true;
    } catch (Exception e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      portion.failed();
      outage.report(e);
      return false;
    }
  }

  /** The time counts from when it is our turn to write. */
  private int next(Upkeep some, Portion portion) {
    long start = System.nanoTime();
    int events = upkeep.next(some, portion.size());
    portion.took(Duration.ofNanos(System.nanoTime() - start), events);
    return events;
  }
}
