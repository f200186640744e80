package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdRangeTest {

  @Test
  void of_gaps_splitsThere() {
    assertThat(IdRange.of(List.of(1L, 2L, 3L, 501L, 503L, 504L)))
        .containsExactly(new IdRange(1, 3), new IdRange(501, 501), new IdRange(503, 504));
  }

  @Test
  void of_none_isNone() {
    assertThat(IdRange.of(List.of())).isEmpty();
  }

  @Test
  void of_moreThanTheLongest_splitsThere() {
    List<Long> ids = LongStream.rangeClosed(1, IdRange.LONGEST + 1).boxed().toList();

    assertThat(IdRange.of(ids))
        .containsExactly(
            new IdRange(1, IdRange.LONGEST), new IdRange(IdRange.LONGEST + 1, ids.size()));
  }

  @Property
  void of_anyIds_holdsTheseAndNoOthers(
      @ForAll @Size(max = 100) List<@LongRange(min = 1, max = 150) Long> any) {
    List<Long> ids = any.stream().distinct().sorted().toList();

    assertThat(
            IdRange.of(ids).stream()
                .flatMapToLong(r -> LongStream.rangeClosed(r.first(), r.last())))
        .containsExactlyElementsOf(ids);
  }
}
