package io.catchment.pretend;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Delivers events to the hooks that take them, as well as it is told to. Deliveries are on their
 * way at the same time, so their order is never certain. Safe for many threads.
 */
public final class PretendSender {

  private static final int THREADS = 16;

  /** How long a batch waits for company. */
  private static final Duration GATHERING = Duration.ofMillis(200);

  private final PretendLog log;
  private final HookCalls calls;
  private final Supplier<URI> base;
  private final Clock clock;
  private final ScheduledExecutorService executor;
  private final Map<String, Gathering> gatherings = new HashMap<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private Sending sending = Sending.FAITHFUL;
  private Random losses = new Random(Sending.FAITHFUL.seed());
  private Random manners = new Random(Sending.FAITHFUL.seed());
  private Tally tally = Tally.NOTHING;
  private int onTheirWay;

  PretendSender(PretendLog log, HookCalls calls, Supplier<URI> base, Clock clock) {
    this.log = log;
    this.calls = calls;
    this.base = base;
    this.clock = clock;
    this.executor = Executors.newScheduledThreadPool(THREADS, PretendSender::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pretend-okta-sender");
    thread.setDaemon(true);
    return thread;
  }

  /** Sends what is published from now on like this. */
  public synchronized void send(Sending way) {
    sendWhatIsGathered();
    sending = way;
    losses = new Random(way.seed());
    manners = new Random(way.seed());
  }

  public synchronized Tally tally() {
    return tally;
  }

  /** The uuids of the events that a hook never got, on purpose. */
  public synchronized List<String> lost() {
    return List.copyOf(lost);
  }

  /** The uuids of the events that were given up. */
  public synchronized List<String> failed() {
    return List.copyOf(failed);
  }

  /**
   * Waits until nothing is on its way any more.
   *
   * @throws IllegalStateException if that takes longer than this
   */
  public synchronized void awaitIdle(Duration most) {
    sendWhatIsGathered();
    long end = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toNanos(); onTheirWay > 0; left = end - System.nanoTime()) {
        if (left <= 0) {
          throw new IllegalStateException("Events are still on their way: " + onTheirWay);
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  synchronized void publish(PretendEvent event, List<Hook> takers) {
    tally = tally.plus(Tally.ofPublished(takers.size()));
    for (Hook hook : takers) {
      if (losses.nextDouble() < sending.lossRate()) {
        tally = tally.plus(Tally.ofLost());
        lost.add(event.uuid());
      } else {
        onTheirWay++;
        gather(event, hook);
      }
    }
  }

  /** What is on its way never arrives. */
  void close() {
    executor.shutdownNow();
  }

  private void gather(PretendEvent event, Hook hook) {
    Gathering gathering = gatherings.get(hook.id());
    if (gathering == null) {
      gathering = new Gathering(1 + manners.nextInt(sending.mostInBatch()));
      gatherings.put(hook.id(), gathering);
      if (gathering.most > 1) {
        sendLater(hook.id(), gathering);
      }
    }
    gathering.hook = hook;
    gathering.events.add(event);
    if (gathering.events.size() == gathering.most) {
      gatherings.remove(hook.id());
      send(gathering);
    }
  }

  private void sendLater(String id, Gathering gathering) {
    executor.schedule(
        () -> {
          synchronized (this) {
            if (gatherings.remove(id, gathering)) {
              send(gathering);
            }
          }
        },
        GATHERING.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void sendWhatIsGathered() {
    gatherings.values().forEach(this::send);
    gatherings.clear();
  }

  private void send(Gathering gathering) {
    boolean disordered = !sending.disorder().isZero();
    if (disordered) {
      Collections.shuffle(gathering.events, manners);
    }
    boolean again = manners.nextDouble() < sending.duplicateRate();
    double more = disordered ? manners.nextDouble() * sending.disorder().toNanos() : 0;
    HookDelivery delivery = new HookDelivery(gathering.hook, List.copyOf(gathering.events));
    executor.schedule(
        () -> deliver(delivery, again),
        sending.delay().toNanos() + (long) more,
        TimeUnit.NANOSECONDS);
  }

  private void deliver(HookDelivery delivery, boolean again) {
    HookOutcome outcome = call(delivery);
    if (outcome.isSuccess() && again) {
      call(delivery);
    }
    if (!outcome.isSuccess()) {
      log.store(HookRecord.failedDelivery(delivery.hook(), outcome.trouble(), clock.instant()));
    }
    finish(delivery, outcome, again);
  }

  private HookOutcome call(HookDelivery delivery) {
    return calls.deliver(delivery.hook(), delivery.envelope(base.get(), clock.instant()));
  }

  private synchronized void finish(HookDelivery delivery, HookOutcome outcome, boolean again) {
    int events = delivery.events().size();
    if (outcome.isSuccess()) {
      tally = tally.plus(Tally.ofDelivered(events));
      tally = tally.plus(Tally.ofDuplicates(again ? events : 0));
    } else {
      tally = tally.plus(Tally.ofFailed(events));
      delivery.events().forEach(event -> failed.add(event.uuid()));
    }
    onTheirWay -= events;
    notifyAll();
  }

  /** Events that wait for each other, to be one delivery. */
  private static final class Gathering {
    private final int most;
    private final List<PretendEvent> events = new ArrayList<>();
    private Hook hook;

    Gathering(int most) {
      this.most = most;
    }
  }
}
