package io.catchment.search;

import io.catchment.event.JsonTree;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A client of the live tail. It is sent one frame after the other, in a thread only while something
 * waits and the server wants one for it.
 *
 * <p>It begins behind, and is read for by itself whenever all that waited is sent; so nothing is
 * skipped. When it has come abreast of the reader of all clients, that tells it what is new, until
 * it is behind again, see {@link Waiting}.
 */
final class LiveClient {

  private final EventQuery query;
  private final LiveOutput output;
  private final Host host;
  private final Waiting waiting;
  private final long begunAt;

  /** Until it has begun too: nobody else may have anything sent before. */
  private final AtomicBoolean sending = new AtomicBoolean(true);

  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * A client that is not sent anything yet.
   *
   * @param begin the place behind which everything is for it that the query finds
   */
  LiveClient(EventQuery query, Position begin, LiveOutput output, Host host) {
    this.query = query;
    this.output = output;
    this.host = host;
    this.waiting = new Waiting(begin, host::nanoTime);
    this.begunAt = host.nanoTime();
  }

  /** Does for a client what it cannot do itself. */
  interface Host {

    /**
     * Has something sent, or done that may take as long, soon and in another thread.
     *
     * @return whether a thread could be had; if not, it is not done
     */
    boolean later(Runnable work);

    /**
     * The same for the end of an answer. It is interrupted if it takes too long: a client that
     * takes nothing is not waited for.
     */
    boolean closeLater(Runnable close);

    /**
     * Has {@link LiveClient#take} called, and then {@link LiveClient#wasRead}, soon and in another
     * thread.
     */
    void readFor(LiveClient client);

    /** The time as {@link System#nanoTime} measures it. */
    long nanoTime();

    /** The client was told that so many events are skipped. */
    void skipped(long events);

    /** The client is over. */
    void forget(LiveClient client);
  }

  EventQuery query() {
    return query;
  }

  /** See {@link Waiting#passed}. */
  Position place() {
    return waiting.passed();
  }

  /** Begins with its place, in this thread: a server wants the first frame from the request's. */
  void start() {
    turn();
  }

  // --- What is new ---

  /** Takes a page of its own, read on from its place. */
  void take(EventPage page) {
    waiting.take(page);
  }

  /** A page was taken, and what it brought is to be sent. */
  void wasRead() {
    reading.set(false);
    wake();
  }

  /** Whether it has to be read for alone. */
  boolean isBehind() {
    return waiting.isBehind();
  }

  /** Whether another page may be taken before the last one is sent. */
  boolean hasRoom() {
    return waiting.isHalfEmpty();
  }

  /** From now on it hears of every event by {@link #offer} and {@link #reach}. */
  void comeAbreast() {
    waiting.comeAbreast();
  }

  /**
   * An event was stored, next in the order of arrival. Of no account for a client that has fallen
   * behind.
   *
   * @param tree its text
   */
  void offer(FoundEvent event, Supplier<JsonTree> tree) {
    if (event.id() <= place().id()) {
      return;
    }
    if (isFor(event) && (!query.looksInside() || query.accepts(tree.get()))) {
      waiting.add(event);
    } else {
      waiting.pass(event.position());
    }
  }

  private boolean isFor(FoundEvent event) {
    return query.sources().include(event) && !event.publishedAt().isBefore(query.since());
  }

  /** All events up to this place were offered. */
  void reach(Position place) {
    waiting.pass(place);
    if (!waiting.isEmpty()) {
      wake();
    }
  }

  /** Time for a sign of life; what is gone is noticed by it. */
  void beat() {
    waiting.wantSign();
    wake();
  }

  // --- What is sent ---

  private void wake() {
    if (sending.compareAndSet(false, true)) {
      turnLater();
    }
  }

  /** Without a thread it would be told nothing more, and nobody would see that it is gone. */
  private void turnLater() {
    if (!host.later(this::turn)) {
      end();
    }
  }

  private void turn() {
    try {
      if (isAllSent()) {
        rest();
      }
    } catch (Exception | Error e) {
      // An Error too: a turn that ends by it would keep every later one from beginning.
      end();
    }
  }

  private void rest() {
    sending.set(false);
    if (!waiting.isEmpty()) {
      wake();
    } else if (waiting.isBehind() && !over.get() && reading.compareAndSet(false, true)) {
      host.readFor(this);
    }
  }

  /** Sends what waits; false if the turn goes on when a frame has been taken. */
  @SuppressWarnings("FutureReturnValueIgnored") // What fails ends the client.
  private boolean isAllSent() throws Exception {
    Optional<Frame> frame = waiting.next();
    while (frame.isPresent()) {
      CompletableFuture<?> sent = send(frame.get());
      if (!sent.isDone()) {
        sent.whenComplete((nothing, failure) -> goOn(failure));
        return false;
      }
      sent.join();
      requireOpen();
      frame = waiting.next();
    }
    return true;
  }

  private CompletableFuture<?> send(Frame frame) throws Exception {
    if (frame instanceof Frame.Skipped skipped) {
      host.skipped(skipped.number());
    }
    return output.send(frame).toCompletableFuture();
  }

  /** Not every server says by the stage that a frame could not be sent. */
  private void requireOpen() {
    if (output.isClosed()) {
      throw new IllegalStateException("The client is gone.");
    }
  }

  private void goOn(Throwable failure) {
    if (failure == null && !output.isClosed()) {
      turnLater();
    } else {
      end();
    }
  }

  /** Ends it, whoever wants that: the client, or we. Waits only if no thread can be had. */
  void end() {
    if (over.compareAndSet(false, true)) {
      waiting.end();
      host.forget(this);
      if (!host.closeLater(this::close)) {
        close();
      }
    }
  }

  private void close() {
    try {
      if (!output.isClosed()) {
        output.close();
      }
    } catch (RuntimeException e) {
      // The server has lost it already, and nobody else may suffer by that.
    }
  }

  boolean isOlderThan(Duration age) {
    return host.nanoTime() - begunAt > age.toNanos();
  }

  boolean isOver() {
    return over.get();
  }
}
