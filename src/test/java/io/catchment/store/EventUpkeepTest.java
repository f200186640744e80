package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventUpkeepTest {

  @ParameterizedTest
  @EnumSource
  void next_doesAsManyAsItMayUntilNoneIsLeft(Upkeep some) throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      EventUpkeep upkeep = new EventUpkeep();
      upkeep.database = database;
      assertThat(upkeep.behind(some, 1)).isZero();
      for (int i = 1; i <= 3; i++) {
        insert(database, i);
      }

      assertThat(upkeep.behind(some, 10)).isEqualTo(3);
      assertThat(upkeep.behind(some, 2)).isEqualTo(2);
      assertThat(database.inTransaction(() -> upkeep.next(some, 2))).isEqualTo(2);
      assertThat(upkeep.behind(some, 1)).isEqualTo(1);
      assertThat(database.inTransaction(() -> upkeep.next(some, 2))).isEqualTo(1);
      assertThat(upkeep.behind(some, 1)).isZero();
      assertThat(database.inTransaction(() -> upkeep.next(some, 2))).isZero();
      String done =
          switch (some) {
            case COUNTS_OF_TYPES -> "event_count where number = 3";
            case COUNTS_OF_ANY_TYPE -> "event_count_of_any_type where number = 3";
            case TIMES_OF_TARGETS ->
                "(select t.published_at from event_target t group by t.published_at having count(*) = 3) s";
          };
      assertThat(database.count(done)).isEqualTo(1);
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
    database.update("insert into event_target (event_id, position) values (?, 0)", id);
  }
}
