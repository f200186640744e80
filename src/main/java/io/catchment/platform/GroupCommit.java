package io.catchment.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/**
 * Commits together what comes together: while one batch is being committed, the next one gathers.
 *
 * <p>A commit waits for the disk however little it holds, so under load a batch costs hardly more
 * than a single element; without load a batch is a single element, unless it is to wait for {@link
 * Company}. The threads come from the executor when there is something to commit, and go back when
 * there is not. What waits is bounded in bytes. Safe for many threads.
 *
 * @param <T> what is committed
 */
public final class GroupCommit<T> {

  /** What may wait, in bytes. */
  static final int MAX_WAITING_BYTES = 32 * 1024 * 1024;

  /** What an element counts for beside its own size, in bytes. */
  private static final int OVERHEAD = 512;

  /** What an element counts for at the most, in bytes: a larger one would never find room. */
  private static final int MOST = MAX_WAITING_BYTES / 2;

  /**
   * Makes elements durable, all or none, before it returns.
   *
   * @param <T> what is committed
   */
  @FunctionalInterface
  public interface Action<T> {
    void commit(List<T> batch) throws Exception;
  }

  /**
   * How long a commit waits for company, if little is under way: each commit has a price of its
   * own, and where there are many of them, everything else waits longer for a processor.
   *
   * @param littleBytes what is little, in bytes
   */
  public record Company(int littleBytes, Duration time) {

    /** Nobody waits for company. */
    public static final Company NONE = new Company(0, Duration.ZERO);
  }

  private final int maxBatchBytes;
  private final Company company;
  private final ToIntFunction<T> sizeInBytes;
  private final Action<T> action;
  private final Executor executor;
  private final Semaphore committers;
  private final Semaphore room = new Semaphore(MAX_WAITING_BYTES);
  private final BlockingQueue<Waiting<T>> waiting = new LinkedBlockingQueue<>();

  /** Whether a committer waits for company, and takes what is added until it does no more. */
  private volatile boolean gathering;

  /**
   * Nothing waits yet.
   *
   * @param committers how many batches may be on their way at the same time
   * @param maxBatchBytes the size that a batch does not pass, unless by a single element
   * @param company what a batch waits for
   * @param sizeInBytes the size of an element
   */
  public GroupCommit(
      int committers,
      int maxBatchBytes,
      Company company,
      ToIntFunction<T> sizeInBytes,
      Executor executor,
      Action<T> action) {
    this.committers = new Semaphore(committers);
    this.maxBatchBytes = maxBatchBytes;
    this.company = company;
    this.sizeInBytes = sizeInBytes;
    this.executor = executor;
    this.action = action;
  }

  /**
   * Has an element committed with the next batch. Returns at once.
   *
   * @return completes when the element is durable; exceptionally if it is not, with {@link
   *     RejectedExecutionException} if too much is waiting already
   */
  public CompletionStage<Void> add(T element) {
    int size = Math.min(sizeInBytes.applyAsInt(element) + OVERHEAD, MOST);
    Waiting<T> added = new Waiting<>(element, size, new CompletableFuture<>());
    if (!room.tryAcquire(size)) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too much is waiting for its commit."));
    }
    waiting.add(added);
    startCommitter();
    return added.committed();
  }

  private void startCommitter() {
    if (gathering || !committers.tryAcquire()) {
      return;
    }
    try {
      executor.execute(this::commitAll);
    } catch (RuntimeException | Error e) {
      // An Error too: there may be no thread to be had just now, and there will be again.
      committers.release();
      failAll(e);
    }
  }

  /** All that wait: nobody may come any more who would have the rest committed. */
  private void failAll(Throwable reason) {
    for (List<Waiting<T>> batch = next(); !batch.isEmpty(); batch = next()) {
      fail(batch, reason);
    }
  }

  private void commitAll() {
    try {
      while (!waiting.isEmpty()) {
        awaitCompany();
        commit(next());
      }
    } finally {
      committers.release();
    }
    // One that came between the last look and the release found no committer to be had.
    if (!waiting.isEmpty()) {
      startCommitter();
    }
  }

  /** Not as long as that if the thread is interrupted: then all is to end. */
  private void awaitCompany() {
    if (MAX_WAITING_BYTES - room.availablePermits() < company.littleBytes()) {
      gathering = true;
      LockSupport.parkNanos(company.time().toNanos());
      gathering = false;
    }
  }

  private void commit(List<Waiting<T>> batch) {
    if (batch.isEmpty()) {
      // Another committer was quicker.
      return;
    }
    try {
      action.commit(batch.stream().map(Waiting::element).toList());
    } catch (Exception | Error e) {
      // An Error too: nobody else would tell those who wait.
      fail(batch, e);
      return;
    }
    leave(batch);
    batch.forEach(w -> w.committed().complete(null));
  }

  private void fail(List<Waiting<T>> batch, Throwable reason) {
    leave(batch);
    batch.forEach(w -> w.committed().completeExceptionally(reason));
  }

  private void leave(List<Waiting<T>> batch) {
    room.release(batch.stream().mapToInt(Waiting::size).sum());
  }

  private synchronized List<Waiting<T>> next() {
    List<Waiting<T>> batch = new ArrayList<>();
    int bytes = 0;
    for (Waiting<T> head = waiting.peek(); head != null; head = waiting.peek()) {
      bytes += head.size();
      if (!batch.isEmpty() && bytes > maxBatchBytes) {
        break;
      }
      batch.add(waiting.remove());
    }
    return batch;
  }

  private record Waiting<T>(T element, int size, CompletableFuture<Void> committed) {}
}
