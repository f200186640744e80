package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReconciliationEntityTest {

  private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");

  private final ReconciliationEntity row = new ReconciliationEntity();

  @Test
  void fail_again_tellsTheLatestProblemSinceTheFirst() {
    row.fail("One.", FIRST);
    row.fail("Two.", FIRST.plusSeconds(60));

    assertThat(row.lastError()).isEqualTo("Two.");
    assertThat(row.lastErrorAt()).isEqualTo(FIRST.plusSeconds(60));
    assertThat(row.failingSince()).isEqualTo(FIRST);
  }

  @Test
  void fail_afterAMove_beginsAnew() {
    row.fail("One.", FIRST);
    row.moveTo(Place.unread(Selection.ALL), FIRST.plusSeconds(60));
    assertThat(row.failingSince()).isNull();
    assertThat(row.lastError()).isEqualTo("One.");

    row.fail("Two.", FIRST.plusSeconds(120));

    assertThat(row.failingSince()).isEqualTo(FIRST.plusSeconds(120));
  }
}
