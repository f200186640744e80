package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WholeHoursTest {

  private static final Instant NOON = Instant.parse("1970-01-01T12:00:00Z");

  @Test
  void of_timeOnHours_hasNoPieces() {
    WholeHours hours = hours(NOON, NOON.plusSeconds(5 * 3_600), Duration.ofHours(2));

    assertThat(hours.first()).isEqualTo(12);
    assertThat(hours.end()).isEqualTo(17);
    assertThat(hours.cut()).isEmpty();
    assertThat(hours.pieces()).isEmpty();
    assertThat(hours.areMost()).isTrue();
  }

  @Test
  void of_timeBesideHours_hasPiecesAtItsEnds() {
    Instant since = NOON.plusNanos(1_000);
    Instant until = NOON.plusSeconds(9 * 3_600 + 1);
    WholeHours hours = hours(since, until, Duration.ofDays(1));

    assertThat(hours.first()).isEqualTo(13);
    assertThat(hours.end()).isEqualTo(21);
    assertThat(hours.pieces())
        .containsExactly(
            new WholeHours.Piece(since, NOON.plusSeconds(3_600)),
            new WholeHours.Piece(NOON.plusSeconds(9 * 3_600), until));
    assertThat(hours.areMost()).isTrue();
  }

  @Test
  void of_bucketThatEndsInAnHour_cutsIt() {
    Instant since = NOON.plusSeconds(1_800);
    WholeHours hours = hours(since, since.plusSeconds(20 * 3_600), Duration.ofHours(10));

    assertThat(hours.cut()).containsExactly(22L);
    assertThat(hours.pieces())
        .containsExactly(
            new WholeHours.Piece(since, NOON.plusSeconds(3_600)),
            new WholeHours.Piece(NOON.plusSeconds(10 * 3_600), NOON.plusSeconds(11 * 3_600)),
            new WholeHours.Piece(NOON.plusSeconds(20 * 3_600), since.plusSeconds(20 * 3_600)));
    assertThat(hours.areMost()).isTrue();
  }

  @Test
  void areMost_shortBuckets_areNot() {
    assertThat(hours(NOON, NOON.plusSeconds(86_400), Duration.ofMinutes(10)).areMost()).isFalse();
    assertThat(hours(NOON.plusSeconds(60), NOON.plusSeconds(86_460), Duration.ofHours(1)).areMost())
        .isFalse();
  }

  @Test
  void areMost_yearOfDaysThatBeginBesideTheHour_areAndOfTwoYearsNot() {
    Instant since = NOON.plusSeconds(1_800);
    Duration day = Duration.ofDays(1);

    assertThat(hours(since, since.plus(day.multipliedBy(366)), day).areMost()).isTrue();
    assertThat(hours(since, since.plus(day.multipliedBy(732)), day).areMost()).isFalse();
  }

  @Test
  void areMost_noWholeHour_areNot() {
    assertThat(hours(NOON, NOON, Duration.ofHours(1)).areMost()).isFalse();
    assertThat(hours(NOON.plusSeconds(1), NOON.plusSeconds(3_599), Duration.ofDays(1)).areMost())
        .isFalse();
  }

  private static WholeHours hours(Instant since, Instant until, Duration width) {
    return WholeHours.of(new Buckets(since, until, width));
  }
}
