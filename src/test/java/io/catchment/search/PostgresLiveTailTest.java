package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.store.Writing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresLiveTailTest extends LiveTailSuite {

  private static final int WRITERS = 6;
  private static final int DELIVERIES = 25;
  private static final int CLIENTS = 8;

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  /** They commit in another order than that in which they took their ids. */
  @Test
  void look_manyWriters_tellsEachEventOnceInOneOrder() throws Exception {
    LiveTail tail = tail(Duration.ofMillis(20));
    List<Told> clients = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Writing writing = new Writing(database.dataSource(), false)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(writing, writer)));
      }
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(letIn(tail, ALL, FIRST));
        awaitStored(i * WRITERS * DELIVERIES / CLIENTS);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertAllHear(clients);
  }

  /** So the clients come while much is written. */
  private void awaitStored(int number) {
    await()
        .atMost(SOON)
        .until(() -> events.read(ALL, Optional.of(FIRST), 1_000).events().size() >= number);
  }

  private void assertAllHear(List<Told> clients) {
    int all = WRITERS * DELIVERIES * 2;
    for (Told told : clients) {
      await().atMost(SOON).untilAsserted(() -> assertThat(told.uuids()).hasSize(all));
      assertThat(told.uuids())
          .doesNotHaveDuplicates()
          .containsExactlyElementsOf(clients.get(0).uuids());
    }
  }

  private static void write(Writing writing, int writer) {
    Random random = new Random(writer);
    for (int i = 0; i < DELIVERIES; i++) {
      String uuid = writer + "-" + i;
      int millis = random.nextInt(4) == 0 ? random.nextInt(60) : 0;
      writing.storeSlowly(
          List.of(TestDatabase.delivery("acme", List.of(event(uuid + "-a"), event(uuid + "-b")))),
          () -> new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS));
    }
  }
}
