package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.store.Writers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CursorKeyTest {

  private static CursorKey node(TestDatabase database) {
    CursorKey key = new CursorKey();
    key.transaction = database.transaction();
    key.writers =
        new Writers() {
          @Override
          public <T> T write(Callable<T> transaction) throws Exception {
            return transaction.call();
          }
        };
    return key;
  }

  private static void allNodesAgree(TestDatabase database) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> keys = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      keys.add(threads.submit(() -> HexFormat.of().formatHex(node(database).bytes())));
    }
    String key = HexFormat.of().formatHex(node(database).bytes());
    assertThat(key).hasSize(64);
    for (Future<String> other : keys) {
      assertThat(other.get()).isEqualTo(key);
    }
    threads.shutdown();
  }

  @Test
  void bytes_severalNodesAtOnceOnH2_areTheSame() throws Exception {
    try (TestDatabase database = TestDatabase.h2()) {
      allNodesAgree(database);
    }
  }

  @Test
  void bytes_severalNodesAtOnceOnPostgres_areTheSame() throws Exception {
    try (TestDatabase database = TestDatabase.postgres()) {
      allNodesAgree(database);
    }
  }

  @Test
  void bytes_callerChangesThem_staysTheSame() throws Exception {
    try (TestDatabase database = TestDatabase.h2()) {
      CursorKey key = node(database);
      byte[] before = key.bytes();
      key.bytes()[0]++;

      assertThat(key.bytes()).isEqualTo(before);
    }
  }
}
