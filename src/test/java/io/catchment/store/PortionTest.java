package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortionTest {

  private static final Duration QUICK = Duration.ofMillis(10);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Portion portion = new Portion();

  @Test
  void took_quick_growsToTheMost() {
    for (int i = 0; i < 20; i++) {
      portion.took(QUICK, portion.size());
    }

    assertThat(portion.size()).isEqualTo(Portion.MOST);
  }

  @Test
  void took_fewerThanItMay_saysNothingOfMore() {
    int size = portion.size();

    portion.took(QUICK, size - 1);

    assertThat(portion.size()).isEqualTo(size);
  }

  @Test
  void took_slowOrFailed_shrinksToTheLeast() {
    int size = portion.size();
    portion.took(SLOW, size);
    assertThat(portion.size()).isLessThan(size);

    for (int i = 0; i < 20; i++) {
      portion.failed();
    }

    assertThat(portion.size()).isEqualTo(Portion.LEAST);
  }
}
