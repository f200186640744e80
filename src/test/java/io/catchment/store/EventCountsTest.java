package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventCountsTest {

  @Test
  void foldNext_countsAsManyAsItMayUntilNoneIsLeft() throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      EventCounts counts = new EventCounts();
      counts.database = database;
      assertThat(counts.areBehind()).isFalse();
      for (int i = 1; i <= 3; i++) {
        insert(database, i);
      }

      assertThat(counts.uncounted(10)).isEqualTo(3);
      assertThat(counts.uncounted(2)).isEqualTo(2);
      assertThat(database.inTransaction(() -> counts.foldNext(2))).isEqualTo(2);
      assertThat(counts.areBehind()).isTrue();
      assertThat(database.inTransaction(() -> counts.foldNext(2))).isEqualTo(1);
      assertThat(counts.areBehind()).isFalse();
      assertThat(database.inTransaction(() -> counts.foldNext(2))).isZero();
      assertThat(database.count("event_count where number = 3")).isEqualTo(1);
    }
  }

  private static void insert(MemoryDatabase database, int id) throws Exception {
    database.update(
        "insert into event (id, org, uuid, published_at, received_at, stored_at, origin,"
            + " delivery_id, json) values (?, 'acme', ?, timestamp with time zone '2026-01-31"
            + " 00:00:00Z', timestamp with time zone '2026-01-31 00:00:00Z', timestamp with time"
            + " zone '2026-01-31 00:00:00Z', 'HOOK', random_uuid(), '{}')",
        id,
        "u-" + id);
  }
}
