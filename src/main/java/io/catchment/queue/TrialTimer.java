package io.catchment.queue;

import io.catchment.platform.Rounds;
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
import java.time.Duration;

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
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject DeliveryQueue queue;
  @Resource ManagedThreadFactory threads;
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds(1, threads);
    rounds.repeat(this::tryAgain, PAUSE);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }

  private void tryAgain() {
    if (!queue.isRefusing()) {
      return;
    }
    try {
      queue.check();
    } catch (JMSException | RuntimeException e) {
      // While it does, this is no news.
      LOG.log(Level.DEBUG, "The broker still refuses", e);
    }
  }
}
