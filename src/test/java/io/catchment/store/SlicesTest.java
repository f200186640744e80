package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {

  @Test
  void of_nothing_isNoSlice() {
    assertThat(Slices.of(List.of())).isEmpty();
  }

  @Test
  void of_asManyAsFit_isOneSlice() {
    List<Integer> all = numbers(500);

    assertThat(Slices.of(all)).containsExactly(all);
  }

  @Test
  void of_moreThanFit_losesNoneAndKeepsTheOrder() {
    List<Integer> all = numbers(1_001);

    List<List<Integer>> slices = Slices.of(all);

    assertThat(slices).extracting(List::size).containsExactly(500, 500, 1);
    assertThat(slices.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
  }

  @Test
  void of_sizeThatIsGiven_cutsThere() {
    assertThat(Slices.of(List.of("a", "b", "c"), 2))
        .containsExactly(List.of("a", "b"), List.of("c"));
  }

  private static List<Integer> numbers(int number) {
    return IntStream.range(0, number).boxed().toList();
  }
}
