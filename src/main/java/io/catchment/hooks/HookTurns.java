package io.catchment.hooks;

import io.catchment.platform.Rounds;
import io.catchment.store.Leases;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has one thread at a time, over all nodes, look at an org's hook and change it: two that find none
 * would both create one. A node that dies in its turn keeps the others waiting for half a minute.
 */
@ApplicationScoped
class HookTurns {

  /** How long a call to Okta may wait and repeat itself in a turn. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Extended again and again while the turn lasts. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration EXTENSION = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = System.getLogger(HookTurns.class.getName());

  @Inject Leases leases;
  @Resource ManagedThreadFactory threadFactory;
  private final Map<String, ReentrantLock> threads = new ConcurrentHashMap<>();
  private final Set<String> working = ConcurrentHashMap.newKeySet();
  private Rounds rounds;

  @PostConstruct
  void start() {
    rounds = new Rounds(1, threadFactory);
    rounds.repeat(() -> working.forEach(this::extend), EXTENSION);
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }

  /**
   * Does something in the org's turn. Throws what that throws.
   *
   * @param patience how long to wait for it
   * @return what it returns; empty if it was not done, because others had their turn all the time
   */
  <T> Optional<T> take(String org, Duration patience, Callable<T> work) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    ReentrantLock thread = threads.computeIfAbsent(org, name -> new ReentrantLock());
    if (!thread.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      return takesLease(org, end) ? Optional.of(work(org, work)) : Optional.empty();
    } finally {
      thread.unlock();
    }
  }

  private boolean takesLease(String org, long end) throws Exception {
    while (!leases.take(lease(org), LEASE)) {
      if (end - System.nanoTime() <= 0) {
        return false;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return true;
  }

  private <T> T work(String org, Callable<T> work) throws Exception {
    working.add(org);
    try {
      return work.call();
    } finally {
      working.remove(org);
      leases.giveBack(lease(org));
    }
  }

  private void extend(String org) {
    try {
      leases.take(lease(org), LEASE);
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "The turn of " + org + "'s hook could not be extended", e);
    }
  }

  private static String lease(String org) {
    return "hook/" + org;
  }
}
