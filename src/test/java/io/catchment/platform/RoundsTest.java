package io.catchment.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Rounds rounds = new Rounds(1, Executors.defaultThreadFactory());

  @AfterEach
  void stop() {
    rounds.stop();
  }

  @Test
  void repeat_workThatFailsWithAnError_isDoneAgain() {
    AtomicInteger times = new AtomicInteger();

    rounds.repeat(
        () -> {
          times.incrementAndGet();
          throw new AssertionError("on purpose");
        },
        AT_ONCE);

    await().until(() -> times.get() > 2);
  }

  @Test
  void once_workThatFails_isNotDoneAgain() {
    AtomicInteger times = new AtomicInteger();
    AtomicInteger later = new AtomicInteger();

    rounds.once(
        () -> {
          times.incrementAndGet();
          throw new AssertionError("on purpose");
        },
        AT_ONCE);
    rounds.once(later::incrementAndGet, Duration.ofMillis(50));

    await().until(() -> later.get() == 1);
    assertThat(times).hasValue(1);
  }

  @Test
  void once_stopped_isNotDone() {
    AtomicInteger times = new AtomicInteger();
    rounds.once(times::incrementAndGet, Duration.ofDays(1));

    rounds.stop();
    rounds.once(times::incrementAndGet, AT_ONCE);

    assertThat(times).hasValue(0);
  }

  @Test
  void stop_whileARoundGoesOn_letsItEndWithoutInterruptingIt() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    rounds.repeat(
        () -> {
          begun.countDown();
          try {
            mayEnd.await();
            ended.set(true);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        AT_ONCE);
    await().until(() -> begun.getCount() == 0);
    Thread stopping = new Thread(rounds::stop);
    stopping.start();
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);

    mayEnd.countDown();

    await().until(() -> !stopping.isAlive());
    assertThat(ended).isTrue();
  }
}
