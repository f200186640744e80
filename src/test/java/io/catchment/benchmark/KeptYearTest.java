package io.catchment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptYearTest {

  private static final String NAME = "test";
  private static final int EVENTS = 1_000;
  private static final Instant END = Instant.parse("2026-11-26T16:00:00Z");

  private final KeptYear year = new KeptYear(NAME, EVENTS);

  @BeforeEach
  void clear() throws IOException {
    year.clear(1);
  }

  @Test
  void find_afterClear_isEmpty() throws IOException {
    assertThat(year.find()).isEmpty();
  }

  @Test
  void find_afterKeep_isTheEnd() throws IOException {
    year.keep(END);
    assertThat(new KeptYear(NAME, EVENTS).find()).contains(END);
  }

  @Test
  void find_ofAnotherNumber_isEmpty() throws IOException {
    year.keep(END);
    assertThat(new KeptYear(NAME, EVENTS + 1).find()).isEmpty();
  }

  @Test
  void clear_withoutRoom_saysWhatIsNeeded() {
    KeptYear large = new KeptYear(NAME, Integer.MAX_VALUE);
    assertThatIllegalStateException()
        .isThrownBy(() -> large.clear(Integer.MAX_VALUE))
        .withMessageContaining("2,147,483,647 events need")
        .withMessageContaining("-Dbenchmark.events");
  }
}
