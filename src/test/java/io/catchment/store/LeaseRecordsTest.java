package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeaseRecordsTest {

  /** A node counts on the whole of it. */
  @Test
  void take_timeWithAPartOfASecond_isNotCutShort() throws Exception {
    try (MemoryDatabase database = new MemoryDatabase()) {
      LeaseRecords records = new LeaseRecords();
      records.database = database;
      Duration time = Duration.ofMillis(2_999);
      UUID holder = UUID.randomUUID();
      Instant begin = Instant.now();

      assertThat(database.inTransaction(() -> records.take("new", holder, time))).isTrue();
      assertThat(database.inTransaction(() -> records.take("extended", holder, Duration.ZERO)))
          .isTrue();
      assertThat(database.inTransaction(() -> records.take("extended", holder, time))).isTrue();

      String atLeast = begin.plus(time).atOffset(ZoneOffset.UTC).toString();
      assertThat(
              database.count(
                  "lease where expires_at >= timestamp with time zone '%s'".formatted(atLeast)))
          .isEqualTo(2);
    }
  }
}
