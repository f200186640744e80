package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.event.Origin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InOrderTest {

  @Test
  void next_comesFromWhereTheSmallerIdIs() {
    assertThat(merged(List.of(2L, 3L, 9L), List.of(1L, 5L, 8L, 10L)))
        .containsExactly(1L, 2L, 3L, 5L, 8L, 9L, 10L);
  }

  @Test
  void next_oneSideIsEmpty_comesFromTheOther() {
    assertThat(merged(List.of(), List.of(1L, 1_000L))).containsExactly(1L, 1_000L);
    assertThat(merged(List.of(1L, 1_000L), List.of())).containsExactly(1L, 1_000L);
    assertThat(merged(List.of(), List.of())).isEmpty();
  }

  @Test
  void next_takesNoMoreThanOneAhead() {
    List<Long> taken = new ArrayList<>();
    Iterator<Publication> counted =
        LongStream.rangeClosed(1, 100).peek(taken::add).mapToObj(InOrderTest::event).iterator();
    Iterator<Publication> merged = new InOrder(counted, List.<Publication>of().iterator());

    merged.next();

    assertThat(taken).containsExactly(1L, 2L);
  }

  @Test
  void next_afterTheLast_isNone() {
    Iterator<Publication> empty = List.<Publication>of().iterator();

    assertThatThrownBy(new InOrder(empty, empty)::next).isInstanceOf(NoSuchElementException.class);
  }

  private static List<Long> merged(List<Long> left, List<Long> right) {
    List<Long> ids = new ArrayList<>();
    new InOrder(events(left), events(right)).forEachRemaining(p -> ids.add(p.eventId()));
    return ids;
  }

  private static Iterator<Publication> events(List<Long> ids) {
    return ids.stream().map(InOrderTest::event).iterator();
  }

  private static Publication event(long id) {
    return new Publication(
        id, "acme", Origin.HOOK, "{\"uuid\":\"u\",\"published\":\"2026-03-01T08:00:00Z\"}");
  }
}
