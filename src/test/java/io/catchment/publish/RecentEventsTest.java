package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import io.catchment.event.LogEventReader;
import io.catchment.event.Origin;
import io.catchment.store.NewEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  private static final int QUARTER = RecentEvents.MAX_CHARACTERS / 4;

  private final SetClock clock = new SetClock();
  private final RecentEvents recent = new RecentEvents();

  RecentEventsTest() {
    recent.clock = clock;
  }

  @Test
  void find_areInTheOrderAskedFor_withoutThoseThatAreNotHere() {
    recent.add(List.of(event(1, 700), event(2, 700), event(3, 700)));

    assertThat(ids(3, 9, 1)).containsExactly(3L, 1L);
  }

  @Test
  void find_saysWhatWasStored() {
    NewEvent stored = event(4, 700);
    recent.add(List.of(stored));

    Publication found = recent.find(List.of(4L)).get(0);

    assertThat(found).isEqualTo(new Publication(4L, stored.org(), stored.origin(), stored.event()));
  }

  @Test
  void add_moreThanThereIsRoomFor_forgetsTheOldest() {
    recent.add(List.of(event(1, QUARTER), event(2, QUARTER)));
    recent.add(List.of(event(3, QUARTER), event(4, QUARTER)));
    assertThat(ids(1, 2, 3, 4)).containsExactly(1L, 2L, 3L, 4L);

    recent.add(List.of(event(5, 2 * QUARTER)));

    assertThat(ids(1, 2, 3, 4, 5)).containsExactly(3L, 4L, 5L);
  }

  @Test
  void add_oneThatIsLargerThanAllRoom_keepsNothingAndGoesOn() {
    recent.add(List.of(event(1, 700)));
    recent.add(List.of(event(2, 4 * QUARTER + 1)));
    assertThat(ids(1, 2)).isEmpty();

    recent.add(List.of(event(3, 4 * QUARTER)));

    assertThat(ids(3)).containsExactly(3L);
  }

  @Test
  void add_idThatIsGivenAnew_isTheNewOneUntilItIsTheOldest() {
    NewEvent again = event(1, QUARTER - 1);
    recent.add(List.of(event(1, QUARTER)));
    recent.add(List.of(again, event(2, 2 * QUARTER), event(3, QUARTER)));

    assertThat(recent.find(List.of(1L)).get(0).event()).isSameAs(again.event());
    recent.add(List.of(event(4, QUARTER)));
    assertThat(ids(1, 2, 3, 4)).containsExactly(2L, 3L, 4L);
  }

  private List<Long> ids(long... wanted) {
    return recent.find(Arrays.stream(wanted).boxed().toList()).stream()
        .map(Publication::eventId)
        .toList();
  }

  @Test
  void find_afterALongWhile_knowsNothingOfThem() {
    recent.add(List.of(event(1, QUARTER)));
    clock.advance(RecentEvents.LONGEST);
    recent.add(List.of(event(2, QUARTER)));
    assertThat(ids(1, 2)).containsExactly(1L, 2L);

    clock.advance(Duration.ofSeconds(1));

    assertThat(ids(1, 2)).containsExactly(2L);
    recent.add(List.of(event(3, 3 * QUARTER)));
    assertThat(ids(2, 3)).containsExactly(2L, 3L);
  }

  @Test
  void size_ofEventWithManyTargets_countsThem() {
    String json =
        "{\"uuid\":\"u\",\"published\":\"2026-03-01T08:00:00Z\",\"target\":[%s]}"
            .formatted(String.join(",", Collections.nCopies(1_000, "{\"id\":\"a\"}")));

    assertThat(RecentEvents.size(new Publication(1L, "acme", Origin.HOOK, json)))
        .isGreaterThan(json.length() + 100_000);
  }

  /** An event that takes so much, in characters. */
  private static NewEvent event(long id, int size) {
    int characters = size - 500;
    String json =
        "{\"uuid\":\"u-%d\",\"published\":\"2026-03-01T08:00:00Z\",\"more\":\"\"}".formatted(id);
    String filled = json.replace("\"\"", '"' + "x".repeat(characters - json.length()) + '"');
    return new NewEvent(id, "acme", Origin.HOOK, LogEventReader.read(filled));
  }
}
