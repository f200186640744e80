package io.catchment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloodTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final Logger LOGGER = Logger.getLogger(Flood.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final Flood flood = new Flood("refused calls");
  private Filter before;

  @BeforeEach
  void listen() {
    before = LOGGER.getFilter();
    LOGGER.setFilter(line -> !lines.add(new SimpleFormatter().formatMessage(line)));
  }

  @AfterEach
  void leave() {
    LOGGER.setFilter(before);
  }

  @Test
  void lets_asManyAsMayBe_allOfThemAndSaysNothing() {
    assertThat(let(Flood.MOST, NOON)).isEqualTo(Flood.MOST);
    assertThat(lines).isEmpty();
  }

  @Test
  void lets_more_noneOfThemAndSaysSoAtOnce() {
    assertThat(let(3 * Flood.MOST, NOON)).isEqualTo(Flood.MOST);

    assertThat(lines)
        .containsExactly(
            "More refused calls than the audit trail keeps of a minute: no more of them before"
                + " 2026-03-04T12:01:00Z");
  }

  @Test
  void lets_afterThatMinute_saysHowManyWereNotKeptAndLetsThemAgain() {
    let(Flood.MOST + 7, NOON);
    lines.clear();

    assertThat(let(1, NOON.plus(Duration.ofMinutes(1)))).isEqualTo(1);

    assertThat(lines)
        .containsExactly(
            "7 more refused calls than the audit trail keeps of a minute, from"
                + " 2026-03-04T12:00:00Z on");
  }

  private int let(int number, Instant at) {
    int let = 0;
    for (int i = 0; i < number; i++) {
      let += flood.lets(at) ? 1 : 0;
    }
    return let;
  }
}
