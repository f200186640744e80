package io.catchment.receive;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers 503 in time to calls whose commit does not come: Okta hangs up after three seconds.
 *
 * <p>One look at all of them several times a second, because a time-out of each {@code
 * AsyncResponse} costs more than everything else that we do for a call: RESTEasy searches the class
 * path for service providers whenever one is set.
 */
@ApplicationScoped
class Deadline {

  private static final Logger LOG = System.getLogger(Deadline.class.getName());
  private static final long MAX_AGE = Duration.ofSeconds(2).toNanos();
  private static final long PERIOD_MILLISECONDS = 100;

  @Resource ManagedThreadFactory threads;

  /** In no order: a body that took long to come makes its call older than those before it. */
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  private ScheduledExecutorService executor;

  /** With a thread of its own, so that nothing else that hangs can use it up. */
  @SuppressWarnings("FutureReturnValueIgnored") // The sweeps end with the executor.
  @PostConstruct
  void start() {
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(
        this::sweep, PERIOD_MILLISECONDS, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  void watch(Call call) {
    calls.add(call);
  }

  /** Answers those that are late. */
  void sweep() {
    calls.removeIf(Deadline::isOver);
  }

  /** Whether nothing is left to be done for it, as there is not after this if it is late. */
  private static boolean isOver(Call call) {
    if (call.isAnswered()) {
      return true;
    }
    boolean late = call.age() >= MAX_AGE;
    if (late) {
      answer(call);
    }
    return late;
  }

  private static void answer(Call late) {
    try {
      late.answer(Receipt.UNAVAILABLE);
    } catch (RuntimeException e) {
      // Thrown on, it would end the sweeps for good.
      LOG.log(Level.DEBUG, "A call could not be answered any more", e);
    }
  }
}
