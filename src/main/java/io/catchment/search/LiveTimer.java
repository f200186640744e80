package io.catchment.search;

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

/** Gets the live tail going, and wakes it as soon as events are committed. */
@Singleton
@Startup
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LiveTimer {

  @Inject LiveTail tail;
  @Resource ManagedThreadFactory threads;

  @PostConstruct
  void start() {
    tail.start(threads, LiveTail.LOOK);
  }

  @PreDestroy
  void stop() {
    tail.stop();
  }

  /** Tells the clients of this node of what it has stored. */
  public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsStored stored) {
    tail.wake();
  }
}
