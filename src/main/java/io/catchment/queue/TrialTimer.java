package io.catchment.queue;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tries every second whether a broker that refused takes messages again.
 *
 * <p>With a thread of its own: Payara's scheduled executor has one for everything, and what hangs
 * in a database there would keep us from a broker that is back.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrialTimer {

  private static final Logger LOG = System.getLogger(TrialTimer.class.getName());

  @Inject DeliveryQueue queue;
  @Resource ManagedThreadFactory threads;
  private ScheduledExecutorService executor;

  @SuppressWarnings("FutureReturnValueIgnored") // The trials end with the executor.
  @PostConstruct
  void start() {
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(this::tryAgain, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  private void tryAgain() {
    if (!queue.isRefusing()) {
      return;
    }
    try {
      queue.check();
    } catch (JMSException | RuntimeException e) {
      // Thrown on, it would end the trials for good.
      LOG.log(Level.DEBUG, "The broker still refuses", e);
    }
  }
}
