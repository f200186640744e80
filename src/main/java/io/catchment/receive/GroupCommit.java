package io.catchment.receive;

import io.catchment.event.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Commits together what comes together: while one batch is being committed, the next one gathers.
 *
 * <p>A commit waits for the disk however little it holds, so under load a batch costs hardly more
 * than a single delivery; without load a batch is a single delivery and nobody waits for company.
 * The threads come from the executor when there is something to commit, and go back when there is
 * not. What waits is bounded in bytes. Safe for many threads.
 */
final class GroupCommit {

  /** The size that a batch does not pass, unless by a single delivery, in bytes of bodies. */
  static final int MAX_BATCH_BYTES = 192 * 1024;

  /** What may wait, in bytes of bodies. */
  static final int MAX_WAITING_BYTES = 32 * 1024 * 1024;

  /** What a delivery counts for beside its body, in bytes. */
  private static final int OVERHEAD = 512;

  /** Makes deliveries durable, all or none, before it returns. */
  @FunctionalInterface
  interface Action {
    void commit(List<Delivery> batch) throws Exception;
  }

  private final Action action;
  private final Executor executor;
  private final Semaphore committers;
  private final Semaphore room = new Semaphore(MAX_WAITING_BYTES);
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();

  /**
   * Nothing waits yet.
   *
   * @param committers how many batches may be on their way at the same time
   */
  GroupCommit(int committers, Executor executor, Action action) {
    this.committers = new Semaphore(committers);
    this.executor = executor;
    this.action = action;
  }

  /**
   * Has a delivery committed with the next batch. Returns at once.
   *
   * @return completes when the delivery is durable; exceptionally if it is not, with {@link
   *     RejectedExecutionException} if too much is waiting already
   */
  CompletionStage<Void> add(Delivery delivery) {
    Waiting added = new Waiting(delivery, new CompletableFuture<>());
    if (!room.tryAcquire(added.size())) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too many deliveries are waiting for their commit."));
    }
    waiting.add(added);
    startCommitter();
    return added.committed();
  }

  private void startCommitter() {
    if (!committers.tryAcquire()) {
      return;
    }
    try {
      executor.execute(this::commitAll);
    } catch (RejectedExecutionException e) {
      committers.release();
      next().forEach(w -> w.committed().completeExceptionally(e));
    }
  }

  private void commitAll() {
    try {
      for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
        commit(batch);
      }
    } finally {
      committers.release();
    }
    // One that came between the last look and the release found no committer to be had.
    if (!waiting.isEmpty()) {
      startCommitter();
    }
  }

  private void commit(List<Waiting> batch) {
    try {
      action.commit(batch.stream().map(Waiting::delivery).toList());
      batch.forEach(w -> w.committed().complete(null));
    } catch (Exception | Error e) {
      // An Error too: nobody else would tell those who wait.
      batch.forEach(w -> w.committed().completeExceptionally(e));
    } finally {
      room.release(batch.stream().mapToInt(Waiting::size).sum());
    }
  }

  private synchronized List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    int bytes = 0;
    for (Waiting head = waiting.peek(); head != null; head = waiting.peek()) {
      bytes += head.size();
      if (!batch.isEmpty() && bytes > MAX_BATCH_BYTES) {
        break;
      }
      batch.add(waiting.remove());
    }
    return batch;
  }

  private record Waiting(Delivery delivery, CompletableFuture<Void> committed) {
    int size() {
      return delivery.body().length + OVERHEAD;
    }
  }
}
