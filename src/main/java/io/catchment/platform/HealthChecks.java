package io.catchment.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has all checks done, and waits for them no longer than a supervisor would.
 *
 * <p>One that hangs is left to itself: interrupted within H2 it would have that close its file. Who
 * asks meanwhile waits for the same one, so that those that hang do not pile up, but not for long,
 * for it may hang where a new one would not.
 */
@ApplicationScoped
class HealthChecks {

  private static final Logger LOG = System.getLogger(HealthChecks.class.getName());
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final long TIRED_OF_AFTER = Duration.ofSeconds(5).toNanos();

  @Inject Instance<HealthCheck> checks;
  @Resource ManagedExecutorService executor;

  private final Map<String, Running> running = new HashMap<>();

  /** Whether each is up, by its name; one that hangs is down. */
  Map<String, Boolean> results() {
    long end = System.nanoTime() + MOST.toNanos();
    List<Running> looks = checks.stream().map(this::look).toList();
    Map<String, Boolean> results = new LinkedHashMap<>();
    looks.forEach(look -> results.put(look.name(), isUp(look, end)));
    return results;
  }

  private Running look(HealthCheck check) {
    synchronized (running) {
      Running last = running.get(check.name());
      if (last != null && last.isUnderWay()) {
        return last;
      }
      Running next = new Running(check.name(), submit(check), System.nanoTime());
      running.put(check.name(), next);
      return next;
    }
  }

  private Future<?> submit(HealthCheck check) {
    Callable<Void> look =
        () -> {
          check.check();
          return null;
        };
    return executor.submit(look);
  }

  private static boolean isUp(Running look, long end) {
    try {
      look.result().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "Not ready, {0}: {1}", look.name(), e.getCause().getMessage());
    } catch (TimeoutException e) {
      LOG.log(Level.DEBUG, "Not ready, {0}: no answer in {1}", look.name(), MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private record Running(String name, Future<?> result, long since) {
    boolean isUnderWay() {
      return !result.isDone() && System.nanoTime() - since < TIRED_OF_AFTER;
    }
  }
}
