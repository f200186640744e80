package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GapEntityTest {

  private static final Instant DUE = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void isCaughtUpBy_deliveryUntilItWasDue_is() {
    GapEntity gap = new GapEntity(1, "acme", DUE);

    assertThat(gap.isCaughtUpBy(DUE.minusSeconds(1))).isTrue();
    assertThat(gap.isCaughtUpBy(DUE)).isTrue();
    assertThat(gap.isCaughtUpBy(DUE.plusNanos(1_000))).isFalse();
  }

  @Test
  void isCaughtUpBy_gapOfAnEarlierVersion_isNot() {
    assertThat(new GapEntity(1, "acme", null).isCaughtUpBy(DUE)).isFalse();
  }

  @Test
  void missed_gapTakenBack_isOneLess() {
    ReconciliationEntity row = new ReconciliationEntity();
    row.count(Tally.recovered(3));

    row.count(Tally.takenBack(1));

    assertThat(row.tally().recovered()).isEqualTo(3);
    assertThat(row.tally().missed()).isEqualTo(2);
  }
}
