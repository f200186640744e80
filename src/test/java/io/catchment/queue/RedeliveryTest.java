package io.catchment.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeliveryTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "64, 60", "65, 60", "1000000, 60"})
  void delayAfter_attempts(int attempt, int seconds) {
    assertThat(Redelivery.delayAfter(attempt)).isEqualTo(Duration.ofSeconds(seconds));
  }

  /** Also of a number that a stranger wrote: never none at all, which would be a busy loop. */
  @Property
  void delayAfter_anyNumber(@ForAll int attempt) {
    assertThat(Redelivery.delayAfter(attempt))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
  }
}
