package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void statistic_namedValues_areByThemselvesAndTheRestTogether() {
    Tally tally = new Tally(2);
    tally.addEvents(0, 7);
    tally.addValue(0, "a", 1);
    tally.addValue(0, null, 5);
    tally.addValue(0, "b", 1);
    tally.addValue(1, "a", 2);
    tally.addValue(1, "c", 4);
    tally.addOthers(1, 10);

    Statistic statistic = tally.statistic(Tally.mostFrequent(tally.values(), 2));

    assertThat(statistic.events()).containsExactly(7, 0);
    assertThat(statistic.top()).extracting(Statistic.Value::value).containsExactly(null, "c");
    assertThat(statistic.top().get(0).counts()).containsExactly(5, 0);
    assertThat(statistic.others()).containsExactly(2, 12);
  }

  @Test
  void add_another_countsAllOfItToo() {
    Tally tally = new Tally(2);
    tally.addEvents(0, 1);
    tally.addValue(0, "a", 1);
    Tally other = tally.empty();
    other.addEvents(0, 2);
    other.addEvents(1, 3);
    other.addValue(0, "a", 2);
    other.addValue(1, "b", 3);
    other.addOthers(1, 4);

    tally.add(other);

    Statistic statistic = tally.statistic(Tally.mostFrequent(tally.values(), 1));
    assertThat(statistic.events()).containsExactly(3, 3);
    assertThat(statistic.top().get(0).counts()).containsExactly(3, 0);
    assertThat(statistic.others()).containsExactly(0, 7);
  }

  @Test
  void mostFrequent_asFrequentValues_areInTheOrderOfTheirNamesNoneLast() {
    Map<String, Long> values = new HashMap<>(Map.of("b", 1L, "a", 1L, "z", 2L));
    values.put(null, 1L);

    assertThat(Tally.mostFrequent(values, 2)).containsExactlyInAnyOrder("z", "a");
    assertThat(Tally.mostFrequent(values, 3)).containsExactlyInAnyOrder("z", "a", "b");
    assertThat(Tally.mostFrequent(values, 9)).containsExactlyInAnyOrder("z", "a", "b", null);
  }

  @Test
  void addValue_tooMany_isRefused() {
    Tally tally = new Tally(1);
    for (int i = 0; i < Tally.MAX_CELLS; i++) {
      tally.addValue(0, "v" + i, 1);
    }
    tally.addValue(0, "v0", 1);

    assertThatThrownBy(() -> tally.addValue(0, "one more", 1))
        .isInstanceOf(TooManyValuesException.class)
        .hasMessageContaining("200000")
        .hasMessageNotContaining("one more");
  }
}
