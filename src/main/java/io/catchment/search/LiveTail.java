package io.catchment.search;

import io.catchment.platform.Ending;
import io.catchment.platform.Outage;
import io.catchment.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the clients on this node what is stored, by any node, as it is stored.
 *
 * <p>The database is asked once for all clients, at once when this node has stored something, and
 * every second for what others have; and not at all while there is no client. Only a client that is
 * behind, as it comes back or does not keep up with the others, is read for by itself, and of those
 * two at a time, so that many at once leave connections to the others. What is sent is sent in
 * threads of their own: with a server that waits for slow clients each of those takes one, and with
 * one that does not, none. Nor does a client keep one that is ended, and takes nothing.
 *
 * <p>While the database is away the clients stay, and hear the rest when it is back. One for which
 * no thread can be had is ended, and comes back by itself.
 */
@ApplicationScoped
class LiveTail implements LiveClient.Host {

  /** The most clients of this node. */
  static final int MAX_CLIENTS = 100;

  /** How often is looked for what other nodes have stored. */
  static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * Proxies and clients give up a silent connection after 30 seconds and more. That a client has
   * gone is noticed by it only, after two of them, and until then its place is taken.
   */
  static final Duration BEAT = Duration.ofSeconds(5);

  /**
   * A client that is older is ended, at the next beat, and so within the hour. It comes back where
   * it was, if it still may, and to another node, if this one is to be drained.
   */
  static final Duration LIFETIME = Duration.ofMinutes(59);

  /** The shortest time between two looks: under load each finds some deliveries at once. */
  private static final long REST_MILLIS = 100;

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);
  private static final int READERS = 2;
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  @Inject Events events;
  @Inject LiveMetrics metrics;

  private final Outage outage =
      new Outage(
          LiveTail.class,
          "Clients of the live tail wait, new events cannot be read",
          "Clients of the live tail hear of new events again");
  private final Outage delay =
      new Outage(
          LiveTail.class,
          "A client of the live tail waits, what it has missed cannot be read",
          "A client of the live tail hears of what it has missed again");
  private final Outage scarcity =
      new Outage(
          LiveTail.class,
          "A client of the live tail is cut off, and comes back, no thread can be had for it",
          "Clients of the live tail have threads again");
  private final Semaphore places = new Semaphore(MAX_CLIENTS);
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean called = new AtomicBoolean();
  private volatile long lookedAt = System.nanoTime();
  private volatile boolean open;
  private LiveReader reader;
  private Rounds looks;
  private Rounds beats;
  private Rounds readers;
  private ExecutorService senders;
  private Ending sendersEnding;

  /**
   * Begins.
   *
   * @param look how often is looked for what other nodes have stored
   */
  void start(ThreadFactory threads, Duration look) {
    reader = new LiveReader(events);
    senders = Executors.newCachedThreadPool(threads);
    sendersEnding = new Ending(senders, TIME_TO_FINISH);
    readers = new Rounds(READERS, threads);
    readers.begin();
    looks = new Rounds(1, threads);
    beats = new Rounds(1, threads);
    looks.repeat(this::look, look);
    beats.repeat(this::beat, BEAT);
    open = true;
  }

  /** Ends all clients. Only what hangs is interrupted. */
  void stop() {
    open = false;
    clients.forEach(LiveClient::end);
    beats.stop();
    looks.stop();
    readers.stop();
    sendersEnding.finishOrInterrupt();
  }

  /**
   * Lets a client in, and tells it the place where it begins, in this thread.
   *
   * @param begin behind it everything is for this client that the query finds
   * @return whether there was room; if not, nothing has been sent
   */
  boolean letIn(EventQuery query, Position begin, LiveOutput output) {
    if (!open || !places.tryAcquire()) {
      return false;
    }
    LiveClient client = new LiveClient(query, begin, output, this);
    metrics.came();
    clients.add(client);
    client.start();
    if (!open) {
      client.end();
    }
    return true;
  }

  /** Something was stored by this node. */
  void wake() {
    if (open && reader.hasClients() && called.compareAndSet(false, true)) {
      long sinceLook = (System.nanoTime() - lookedAt) / NANOS_OF_A_MILLI;
      looks.once(this::answerCall, Duration.ofMillis(Math.max(0, REST_MILLIS - sinceLook)));
    }
  }

  private void answerCall() {
    called.set(false);
    look();
  }

  private void look() {
    try {
      boolean more = reader.hasClients();
      while (more && open) {
        more = reader.look();
        outage.end();
      }
    } catch (Exception e) {
      // Not only RuntimeException: a failed commit throws a checked exception that the interceptor
      // does not declare.
      outage.report(e);
    }
    lookedAt = System.nanoTime();
  }

  /** Tells every client that it is not forgotten, finds out who is gone, and ends who is old. */
  void beat() {
    for (LiveClient client : clients) {
      if (client.isOlderThan(LIFETIME)) {
        client.end();
      } else {
        client.beat();
      }
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void readFor(LiveClient client) {
    readers.once(() -> catchUp(client), Duration.ZERO);
  }

  private void catchUp(LiveClient client) {
    if (client.isOver()) {
      return;
    }
    try {
      reader.catchUp(client);
      delay.end();
      client.wasRead();
    } catch (Exception | Error e) {
      // An Error too: nobody would read for this client any more.
      delay.report(e);
      readers.once(client::wasRead, RETRY);
    }
  }

  @Override
  public boolean later(Runnable work) {
    try {
      senders.execute(work);
      scarcity.end();
      return true;
    } catch (RuntimeException | Error e) {
      // An Error too: by that a JVM says that it has no more threads.
      if (open) {
        scarcity.report(e);
      }
      return false;
    }
  }

  @Override
  public boolean closeLater(Runnable close) {
    FutureTask<Void> closing = new FutureTask<>(close, null);
    if (!later(closing)) {
      return false;
    }
    beats.once(() -> closing.cancel(true), timeToClose());
    return true;
  }

  /** After this time the end of an answer hangs. */
  Duration timeToClose() {
    return TIME_TO_FINISH;
  }

  @Override
  public void skipped(long events) {
    metrics.countSkipped(events);
  }

  @Override
  public void forget(LiveClient client) {
    reader.forget(client);
    if (clients.remove(client)) {
      metrics.went();
      places.release();
    }
  }
}
