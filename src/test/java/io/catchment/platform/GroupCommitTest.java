package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.platform.GroupCommit.Company;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final int MAX_BATCH_BYTES = 192 * 1024;

  private final AtomicInteger number = new AtomicInteger();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<List<Element>> committed = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void add_one_isCommittedAlone() {
    GroupCommit<Element> group = group(1, committed::add);
    Element element = element(10);

    await(group.add(element).toCompletableFuture());

    assertThat(committed).containsExactly(List.of(element));
  }

  @Test
  void add_whileOneIsBeingCommitted_gathersTheNextBatch() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    GroupCommit<Element> group =
        group(
            1,
            batch -> {
              committed.add(batch);
              first.countDown();
              release.await();
            });
    List<CompletableFuture<Void>> added = new ArrayList<>();
    added.add(group.add(element(10)).toCompletableFuture());
    assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
    List<Element> others = IntStream.range(0, 20).mapToObj(i -> element(10)).toList();
    others.forEach(e -> added.add(group.add(e).toCompletableFuture()));
    assertThat(added).noneMatch(CompletableFuture::isDone);

    release.countDown();
    added.forEach(GroupCommitTest::await);

    assertThat(committed).hasSize(2);
    assertThat(committed.get(1)).isEqualTo(others);
  }

  @Test
  void add_little_isCommittedWithWhatComesSoonAfter() {
    GroupCommit<Element> group =
        group(2, new Company(10_000, Duration.ofSeconds(2)), committed::add);
    List<Element> elements = IntStream.range(0, 5).mapToObj(i -> element(10)).toList();

    List<CompletableFuture<Void>> added =
        elements.stream().map(e -> group.add(e).toCompletableFuture()).toList();
    added.forEach(GroupCommitTest::await);

    assertThat(committed).containsExactly(elements);
  }

  @Test
  void add_much_waitsForNobody() {
    GroupCommit<Element> group = group(1, new Company(10_000, Duration.ofDays(1)), committed::add);
    Element element = element(20_000);

    await(group.add(element).toCompletableFuture());

    assertThat(committed).containsExactly(List.of(element));
  }

  @Test
  void add_littleTimeAndAgain_isCommittedOnceEach() {
    GroupCommit<Element> group =
        group(2, new Company(10_000, Duration.ofMillis(1)), committed::add);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Element first = element(10);
      Element second = element(10);
      CompletableFuture<Void> added = group.add(first).toCompletableFuture();
      await(group.add(second).toCompletableFuture());
      await(added);
      elements.add(first);
      elements.add(second);
    }

    assertThat(committed.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(elements);
  }

  @Test
  void add_fromManyThreads_commitsEachOnceAndNoMoreThanAllowedAtATime() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    GroupCommit<Element> group =
        group(
            2,
            batch -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              committed.add(batch);
              running.decrementAndGet();
            });
    List<Element> all = IntStream.range(0, 4_000).mapToObj(i -> element(1)).toList();
    List<CompletableFuture<Void>> added = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> senders =
        IntStream.range(0, 8)
            .mapToObj(
                t ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = t; i < all.size(); i += 8) {
                            added.add(group.add(all.get(i)).toCompletableFuture());
                          }
                        },
                        executor))
            .toList();
    senders.forEach(GroupCommitTest::await);
    added.forEach(GroupCommitTest::await);

    assertThat(committed.stream().flatMap(List::stream).toList())
        .hasSize(all.size())
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void add_large_isNotPutWithOthers() {
    int large = MAX_BATCH_BYTES;
    CountDownLatch release = new CountDownLatch(1);
    GroupCommit<Element> group =
        group(
            1,
            batch -> {
              release.await();
              committed.add(batch);
            });
    List<CompletableFuture<Void>> added =
        IntStream.of(1, large, large, 1)
            .mapToObj(size -> group.add(element(size)).toCompletableFuture())
            .toList();

    release.countDown();
    added.forEach(GroupCommitTest::await);

    assertThat(committed).hasSize(4);
  }

  @Test
  void add_whenTooMuchWaits_isRejectedUntilThereIsRoom() {
    CountDownLatch release = new CountDownLatch(1);
    GroupCommit<Element> group = group(1, batch -> release.await());
    int half = GroupCommit.MAX_WAITING_BYTES / 2 - 1_024;
    List<CompletableFuture<Void>> added =
        IntStream.range(0, 2)
            .mapToObj(i -> group.add(element(half)).toCompletableFuture())
            .toList();

    assertThatThrownBy(() -> await(group.add(element(half)).toCompletableFuture()))
        .hasCauseInstanceOf(RejectedExecutionException.class);

    release.countDown();
    added.forEach(GroupCommitTest::await);
    await(group.add(element(half)).toCompletableFuture());
  }

  @Test
  void add_largerThanAllThatMayWait_isCommitted() {
    GroupCommit<Element> group = group(1, committed::add);
    Element element = element(2 * GroupCommit.MAX_WAITING_BYTES);

    await(group.add(element).toCompletableFuture());

    assertThat(committed).containsExactly(List.of(element));
  }

  @Test
  void add_whenNoThreadIsToBeHad_failsAndTheNextOneIsCommitted() {
    AtomicInteger refused = new AtomicInteger();
    Executor scarce =
        task -> {
          if (refused.incrementAndGet() <= 3) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          executor.execute(task);
        };
    GroupCommit<Element> group =
        new GroupCommit<>(1, MAX_BATCH_BYTES, Company.NONE, Element::size, scarce, committed::add);
    int half = GroupCommit.MAX_WAITING_BYTES / 2;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> await(group.add(element(half)).toCompletableFuture()))
          .hasCauseInstanceOf(OutOfMemoryError.class);
    }
    Element element = element(half);

    await(group.add(element).toCompletableFuture());

    assertThat(committed).containsExactly(List.of(element));
  }

  @Test
  void add_whenTheCommitFails_failsForTheWholeBatchAndNotForTheNext() {
    AtomicInteger calls = new AtomicInteger();
    GroupCommit<Element> group =
        group(
            1,
            batch -> {
              if (calls.incrementAndGet() == 1) {
                throw new IOException("The disk is full.");
              }
              if (calls.get() == 2) {
                throw new StackOverflowError();
              }
            });

    assertThatThrownBy(() -> await(group.add(element(1)).toCompletableFuture()))
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> await(group.add(element(1)).toCompletableFuture()))
        .hasCauseInstanceOf(StackOverflowError.class);
    await(group.add(element(1)).toCompletableFuture());
  }

  @Test
  void add_afterTheThreadsAreGone_isRejected() {
    GroupCommit<Element> group = group(1, committed::add);
    executor.shutdown();

    assertThatThrownBy(() -> await(group.add(element(1)).toCompletableFuture()))
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }

  private static void await(CompletableFuture<?> future) {
    try {
      future.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e;
    }
  }

  private GroupCommit<Element> group(int committers, GroupCommit.Action<Element> action) {
    return group(committers, Company.NONE, action);
  }

  private GroupCommit<Element> group(
      int committers, Company company, GroupCommit.Action<Element> action) {
    return new GroupCommit<>(committers, MAX_BATCH_BYTES, company, Element::size, executor, action);
  }

  private Element element(int size) {
    return new Element(number.incrementAndGet(), size);
  }

  private record Element(int number, int size) {}
}
