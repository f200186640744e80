package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void filter_all_asksForEverything() {
    assertThat(Selection.ALL.filter()).isEmpty();
    assertThat(Selection.ALL.rest()).isEmpty();
  }

  @Test
  void filter_types_asksForTheseAndForWhatOktaReports() {
    Selection selection = Selection.of(Set.of("user.session.start", "group.lifecycle.create"));

    assertThat(selection.filter())
        .hasValue(
            "eventType sw \"event_hook\" or eventType sw \"system.operation.rate_limit\""
                + " or eventType eq \"group.lifecycle.create\""
                + " or eventType eq \"user.session.start\"");
    assertThat(selection.rest()).isEmpty();
  }

  @Test
  void filter_noTypes_asksForWhatOktaReports() {
    assertThat(Selection.of(Set.of()).filter())
        .hasValue("eventType sw \"event_hook\" or eventType sw \"system.operation.rate_limit\"");
  }

  @Test
  void filter_tooManyTypes_asksForEverythingAndLooksHere() {
    Selection selection =
        Selection.of(
            IntStream.range(0, 300)
                .mapToObj(i -> "application.lifecycle.number" + i)
                .collect(Collectors.toSet()));

    assertThat(selection.filter()).isEmpty();
    assertThat(selection.rest())
        .hasValueSatisfying(
            wanted -> {
              assertThat(wanted).accepts("application.lifecycle.number7", "event_hook.delivery");
              assertThat(wanted).rejects("application.lifecycle.number300", "user.session.start");
            });
  }

  @Test
  void of_whatIsNoName_leavesItOut() {
    assertThat(Selection.of(Set.of("a\" or eventType sw \"b", "user.session.start")))
        .isEqualTo(Selection.of(Set.of("user.session.start")));
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    for (Selection selection :
        List.of(Selection.ALL, Selection.of(Set.of()), Selection.of(Set.of("b", "a")))) {
      assertThat(Selection.read(selection.text())).isEqualTo(selection);
    }
  }

  @Test
  void covers_oneThatReadsMore_doesNot() {
    Selection one = Selection.of(Set.of("a"));
    Selection two = Selection.of(Set.of("a", "b"));

    assertThat(two.covers(one)).isTrue();
    assertThat(two.covers(two)).isTrue();
    assertThat(one.covers(two)).isFalse();
    assertThat(two.covers(Selection.ALL)).isFalse();
    assertThat(Selection.ALL.covers(two)).isTrue();
    assertThat(Selection.ALL.covers(Selection.ALL)).isTrue();
  }
}
