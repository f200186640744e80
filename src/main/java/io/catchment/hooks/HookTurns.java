package io.catchment.hooks;

import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaTakenOverException;
import io.catchment.platform.Rounds;
import io.catchment.platform.Settings;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has one thread at a time, over all nodes, look at an org's hook and change it: two that find none
 * would both create one. A node that dies in its turn keeps the others waiting for half of the time
 * of a lease.
 */
@ApplicationScoped
class HookTurns {

  /** How long a call to Okta may wait and repeat itself in a turn. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = System.getLogger(HookTurns.class.getName());

  /** Extended again and again while the turn lasts. */
  private Duration lease;

  @Inject Leases leases;
  @Inject Settings settings;
  @Resource ManagedThreadFactory threadFactory;
  private final Map<String, ReentrantLock> threads = new ConcurrentHashMap<>();
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();
  private Rounds rounds;

  HookTurns() {
    this(ofTurn(Settings.DEFAULT_LEASE));
  }

  /** Whose turns, once nothing extends them, last so long. */
  HookTurns(Duration lease) {
    this.lease = lease;
  }

  @PostConstruct
  void start() {
    lease = ofTurn(settings.lease());
    rounds = new Rounds(1, threadFactory);
    rounds.repeat(this::extend, lease.dividedBy(3));
  }

  private static Duration ofTurn(Duration lease) {
    return lease.dividedBy(2);
  }

  /** Extends the turns that go on. */
  void extend() {
    turns.values().forEach(Turn::extend);
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
      Optional<Turn> turn = begin(org, end);
      return turn.isPresent() ? Optional.of(work(turn.get(), work)) : Optional.empty();
    } finally {
      thread.unlock();
    }
  }

  /** The lease counts from when the database hears of it, which is not before it is asked. */
  private Optional<Turn> begin(String org, long end) throws Exception {
    long asked = System.nanoTime();
    while (!leases.take(lease(org), lease)) {
      if (end - System.nanoTime() <= 0) {
        return Optional.empty();
      }
      Thread.sleep(PAUSE.toMillis());
      asked = System.nanoTime();
    }
    return Optional.of(new Turn(org, asked + lease.toNanos()));
  }

  private <T> T work(Turn turn, Callable<T> work) throws Exception {
    turns.put(turn.org, turn);
    try {
      return work.call();
    } finally {
      turns.remove(turn.org);
      turn.end();
    }
  }

  /**
   * The same client, for what is done in the org's turns: it sends nothing any more when a turn is
   * lost to another node, as it may be if the database could not be reached for long.
   */
  OktaClient guard(String org, OktaClient client) {
    return client.asLongAs(() -> isOurs(org));
  }

  /**
   * Has nothing more be done in the org's name once its turn is lost. Waits for nobody.
   *
   * @throws OktaTakenOverException if this node has no turn, or may have lost it
   */
  void require(String org) throws OktaTakenOverException {
    if (!isOurs(org)) {
      throw new OktaTakenOverException(org);
    }
  }

  private boolean isOurs(String org) {
    return Optional.ofNullable(turns.get(org)).filter(Turn::lasts).isPresent();
  }

  private static String lease(String org) {
    return "hook/" + org;
  }

  /** Not extended any more once it is over: its lease would keep everybody waiting. */
  private final class Turn {
    private final String org;
    private volatile long endNanos;
    private volatile boolean isOver;

    Turn(String org, long endNanos) {
      this.org = org;
      this.endNanos = endNanos;
    }

    synchronized void extend() {
      if (!lasts()) {
        return;
      }
      long end = System.nanoTime() + lease.toNanos();
      try {
        isOver = !leases.take(lease(org), lease);
        endNanos = end;
      } catch (Exception e) {
        LOG.log(Level.DEBUG, "The turn of " + org + "'s hook could not be extended", e);
      }
      if (isOver) {
        LOG.log(Level.WARNING, "The turn of {0}''s hook is lost to another node", org);
      }
    }

    /**
     * Once the lease may have expired, another node may have had its turn. Without the lock: to
     * extend, the database is waited for, and whoever asks may be in a transaction.
     */
    boolean lasts() {
      return !isOver && endNanos - System.nanoTime() > 0;
    }

    synchronized void end() {
      isOver = true;
      leases.giveBack(lease(org));
    }
  }
}
