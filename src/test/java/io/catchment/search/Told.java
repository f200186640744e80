package io.catchment.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client that remembers what it was told, and may be slow or go away. */
final class Told implements LiveOutput {

  private final List<Frame> frames = new ArrayList<>();
  private final Deque<CompletableFuture<Void>> onTheirWay = new ArrayDeque<>();
  private volatile Runnable atClose = () -> {};
  private boolean slow;
  private boolean gone;
  private boolean lost;
  private boolean closed;

  @Override
  public synchronized CompletionStage<?> send(Frame frame) throws IOException {
    if (gone) {
      throw new IOException("The connection is closed.");
    }
    if (lost) {
      closed = true;
      return CompletableFuture.completedFuture(new IOException("The connection is closed."));
    }
    frames.add(frame);
    if (!slow) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> taken = new CompletableFuture<>();
    onTheirWay.add(taken);
    return taken;
  }

  @Override
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    atClose.run();
    synchronized (this) {
      closed = true;
    }
  }

  /** Has something done before it is closed. */
  void atClose(Runnable work) {
    atClose = work;
  }

  /** From now on a frame is on its way until it is taken. */
  synchronized void beSlow() {
    slow = true;
  }

  /** Takes the frame that is on its way; false if there is none. */
  boolean take() {
    CompletableFuture<Void> taken;
    synchronized (this) {
      taken = onTheirWay.poll();
    }
    return taken != null && taken.complete(null);
  }

  /** Takes what is on its way, and all that comes, at once. */
  void beQuick() {
    synchronized (this) {
      slow = false;
    }
    while (take()) {
      // There may be another.
    }
  }

  /** Says so when it is sent something, as WildFly does. */
  synchronized void goAway() {
    gone = true;
  }

  /** Does not say so by what it answers, as Payara does. */
  synchronized void getLost() {
    lost = true;
  }

  /** What is on its way fails. */
  void fail() {
    CompletableFuture<Void> failed;
    synchronized (this) {
      failed = onTheirWay.remove();
    }
    failed.completeExceptionally(new IOException("The connection is closed."));
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  synchronized void forget() {
    frames.clear();
  }

  /** The uuids of the events, in the order in which they were told. */
  List<String> uuids() {
    return frames().stream()
        .filter(Frame.Arrived.class::isInstance)
        .map(frame -> ((Frame.Arrived) frame).event().uuid())
        .toList();
  }
}
