package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryIdTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123Z");

  @Test
  void next_isAVersion7Uuid() {
    UUID id = DeliveryId.next(NOW);

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void next_later_sortsBehind() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(DeliveryId.next(NOW.plusMillis(i)).toString())
          .isLessThan(DeliveryId.next(NOW.plusMillis(i + 1)).toString());
    }
  }

  @Test
  void next_atTheSameTime_isAnother() {
    assertThat(
            IntStream.range(0, 10_000)
                .mapToObj(i -> DeliveryId.next(NOW))
                .collect(Collectors.toSet()))
        .hasSize(10_000);
  }

  @Test
  void of_theSame_isTheSameVersion8Uuid() {
    UUID id = DeliveryId.of("acme", new byte[] {1, 2});

    assertThat(id).isEqualTo(DeliveryId.of("acme", new byte[] {1, 2}));
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void of_another_isAnother() {
    assertThat(DeliveryId.of("acme", new byte[] {1, 2}))
        .isNotEqualTo(DeliveryId.of("acme", new byte[] {1, 3}))
        .isNotEqualTo(DeliveryId.of("fenced", new byte[] {1, 2}));
  }
}
