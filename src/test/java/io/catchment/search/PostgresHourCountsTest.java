package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresHourCountsTest extends HourCountsSuite {

  private static final int WRITERS = 6;
  private static final int DELIVERIES = 40;

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  /** What took its ids first may be committed last. */
  @Test
  void next_whileAnotherHasLowerIds_doesNotPassThem() {
    storeOne("before");
    database
        .writing()
        .storeSlowly(
            List.of(TestDatabase.delivery("acme", List.of(plain("slow")))),
            () -> {
              storeOne("quick");
              database.folding().all(100);
              return null;
            });

    assertThat(whole()).isEqualTo(3);
    database.folding().all(100);
    assertThat(whole()).isEqualTo(3);
    assertThat(number("sum(number) from event_count")).isEqualTo(3);
  }

  /** Two nodes count, others write and read, and some die before they commit. */
  @Test
  void read_whileManyWriteAndCount_isExact() throws Exception {
    AtomicInteger stored = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch over = new CountDownLatch(1);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(writer, begun, stored)));
      }
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int seed = i;
        others.add(threads.submit(() -> count(new Random(seed), over)));
        others.add(threads.submit(() -> read(begun, stored, over)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      over.countDown();
      for (Future<?> other : others) {
        other.get();
      }
    } finally {
      over.countDown();
      threads.shutdownNow();
    }
    database.folding().all(1_000);
    assertThat(number("sum(number) from event_count")).isEqualTo(WRITERS * DELIVERIES);
    assertThat(whole()).isEqualTo(WRITERS * DELIVERIES);
  }

  private void write(int writer, AtomicInteger begun, AtomicInteger stored) {
    Random random = new Random(writer);
    for (int i = 0; i < DELIVERIES; i++) {
      String uuid = writer + "-" + i;
      int millis = random.nextInt(4) == 0 ? random.nextInt(60) : 0;
      begun.incrementAndGet();
      database
          .writing()
          .storeSlowly(
              List.of(TestDatabase.delivery("acme", List.of(plain(uuid)))),
              () -> new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS));
      stored.incrementAndGet();
    }
  }

  private void count(Random random, CountDownLatch over) {
    while (over.getCount() > 0) {
      int most = 1 + random.nextInt(20);
      if (random.nextInt(3) == 0) {
        database.folding().nextAndDie(most);
      } else {
        database.folding().next(most);
      }
    }
  }

  private void read(AtomicInteger begun, AtomicInteger stored, CountDownLatch over) {
    while (over.getCount() > 0) {
      int least = stored.get();
      long counted = whole();
      assertThat(counted).isBetween((long) least, (long) begun.get());
    }
  }
}
