package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

  private static final Instant SINCE = Instant.parse("2026-01-31T12:00:00.000001Z");
  private static final Duration WIDTH = Duration.ofMinutes(10);

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00.000001Z, 0",
    "2026-01-31T12:00:00.000002Z, 1",
    "2026-01-31T12:10:00.000001Z, 1",
    "2026-01-31T12:10:00.000002Z, 2",
  })
  void count_coversTheTime(Instant until, int count) {
    assertThat(new Buckets(SINCE, until, WIDTH).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00.000001Z, 0",
    "2026-01-31T12:10:00Z, 0",
    "2026-01-31T12:10:00.000001Z, 1",
    "2026-01-31T13:00:00.000000Z, 5",
  })
  void indexOf_instant_isThatOfItsBucket(Instant instant, int index) {
    Buckets buckets = new Buckets(SINCE, SINCE.plusSeconds(86_400), WIDTH);

    assertThat(buckets.indexOf(instant)).isEqualTo(index);
    assertThat(buckets.begin(index)).isBeforeOrEqualTo(instant);
    assertThat(buckets.begin(index + 1)).isAfter(instant);
  }

  @Test
  void begin_farAway_isExact() {
    Instant since = Instant.parse("0001-01-01T00:00:00.000001Z");
    Instant until = Instant.parse("9999-12-31T23:59:59.999999Z");
    Buckets buckets = new Buckets(since, until, Duration.ofDays(3_000));

    assertThat(buckets.begin(1_000)).isEqualTo(since.plus(Duration.ofDays(3_000_000)));
    assertThat(buckets.indexOf(until)).isEqualTo(buckets.count() - 1);
  }
}
