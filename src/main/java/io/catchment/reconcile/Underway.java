package io.catchment.reconcile;

import io.catchment.store.StoredDeliveries;
import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages of each org that this node has put on the queue, and that may not be stored yet.
 *
 * <p>Okta gives pages faster than they are stored. Read without a break, a long log would fill the
 * broker's disk, and what the hook brings would wait behind all of it.
 *
 * <p>Known to this node only: one that takes an org's log over, or is started again, begins to
 * count anew. Safe for many threads.
 */
@ApplicationScoped
class Underway {

  /** Pages of an org on the queue; one more if a range is read beside the log. */
  static final int MOST = 8;

  /** After so long it is said that nothing moves. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * After so long a page does not count any more: somebody may have emptied the queue. If not, a
   * few pages an hour do not fill it.
   */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration LOOK = Duration.ofMillis(100);

  @Inject StoredDeliveries stored;
  @Inject Writers writers;
  @Inject Clock clock;
  private final Map<String, Map<UUID, Instant>> sent = new ConcurrentHashMap<>();

  /** A page has been put on the queue. */
  void add(String org, UUID page) {
    pagesOf(org).put(page, clock.instant());
  }

  /**
   * Waits until another page may be asked for.
   *
   * @param goesOn whether it is still to be read
   * @return false if it is not
   * @throws PagesWaitingException if that takes too long
   * @throws Exception if the database cannot be asked
   */
  boolean awaitRoom(String org, Callable<Boolean> goesOn) throws Exception {
    Instant end = clock.instant().plus(PATIENCE);
    while (goesOn.call()) {
      if (hasRoom(org)) {
        return true;
      }
      if (clock.instant().isAfter(end)) {
        throw new PagesWaitingException(pagesOf(org).size());
      }
      Thread.sleep(LOOK.toMillis());
    }
    return false;
  }

  /** Whichever are stored, not only the oldest: one that makes trouble holds up no others. */
  private boolean hasRoom(String org) throws Exception {
    Map<UUID, Instant> pages = pagesOf(org);
    if (pages.size() >= MOST) {
      Instant oldest = clock.instant().minus(LONGEST);
      pages.values().removeIf(at -> at.isBefore(oldest));
      Set<UUID> waiting = Set.copyOf(pages.keySet());
      pages.keySet().removeAll(writers.write(() -> stored.among(waiting)));
    }
    return pages.size() < MOST;
  }

  private Map<UUID, Instant> pagesOf(String org) {
    return sent.computeIfAbsent(org, alias -> new ConcurrentHashMap<>());
  }
}
