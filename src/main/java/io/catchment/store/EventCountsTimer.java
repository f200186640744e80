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

/**
 * Counts what was stored since, a portion at a time: small ones if the database is slow, and with
 * pauses, so that it keeps nobody from storing for more than a moment, also while a large table is
 * counted for the first time. On every node, without a lease: whoever comes second for a portion
 * leaves it to the first.
 */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventCountsTimer {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject EventCounts counts;
  @Inject Database database;
  @Inject Writers writers;
  @Resource ManagedThreadFactory threads;

  private final Portion portion = new Portion();
  private final Outage outage =
      new Outage(
          EventCountsTimer.class,
          "Events cannot be counted by hour; statistics of long times count them one by one",
          "Events are counted by hour again");
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds(1, threads);
    rounds.repeat(this::count, PAUSE);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }

  private void count() {
    if (!database.isOpen()) {
      return;
    }
    try {
      if (counts.areBehind()) {
        writers.write(this::countPortion);
      }
      outage.end();
    } catch (Exception e) {
      // Not only RuntimeException: WildFly throws a failed commit as the transaction manager does.
      portion.failed();
      outage.report(e);
    }
  }

  /** The time counts from when it is our turn to write. */
  private int countPortion() {
    long start = System.nanoTime();
    int events = counts.foldNext(portion.size());
    portion.took(Duration.ofNanos(System.nanoTime() - start), events);
    return events;
  }
}
