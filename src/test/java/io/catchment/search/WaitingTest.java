package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Position BEGIN = new Position(NOW, 10);

  private long time = Long.MAX_VALUE;
  private final Waiting waiting = new Waiting(BEGIN, () -> time);

  @BeforeEach
  void comeAbreast() {
    waiting.comeAbreast();
  }

  @Test
  void next_first_isThePlaceWhereItBegins() {
    assertThat(waiting.isEmpty()).isFalse();

    assertThat(takeAll()).containsExactly(new Frame.Reached(BEGIN));
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void next_events_comeInTheirOrderWithoutSkipping() {
    takeAll();
    waiting.add(event(12));
    waiting.add(event(15));

    assertThat(takeAll())
        .containsExactly(new Frame.Arrived(event(12)), new Frame.Arrived(event(15)));
    assertThat(waiting.passed()).isEqualTo(event(15).position());
  }

  @Test
  void wantSign_placeMoved_tellsItBehindTheEvents() {
    takeAll();
    waiting.wantSign();
    waiting.add(event(12));
    waiting.pass(new Position(NOW, 20));

    assertThat(takeAll())
        .containsExactly(new Frame.Arrived(event(12)), new Frame.Reached(new Position(NOW, 20)));
  }

  @Test
  void wantSign_placeNotMoved_isASignOnly() {
    takeAll();
    waiting.add(event(12));
    takeAll();
    waiting.wantSign();

    assertThat(takeAll()).containsExactly(new Frame.StillHere());
  }

  @Test
  void pass_placeBefore_isOfNoAccount() {
    waiting.pass(new Position(NOW, 9));

    assertThat(waiting.passed()).isEqualTo(BEGIN);
  }

  @Test
  void add_moreThanThereIsRoom_skipsUntilAllIsTold() {
    takeAll();
    long id = 100;
    for (int i = 0; i < Waiting.MAX_EVENTS; i++) {
      waiting.add(event(id++));
    }
    Position full = waiting.passed();
    waiting.pass(new Position(NOW, id + 5));
    id += 10;
    waiting.add(event(id++));
    waiting.next();
    waiting.add(event(id++));
    waiting.pass(new Position(NOW, id + 5));
    passTime();

    List<Frame> frames = takeAll();

    assertThat(frames).hasSize(Waiting.MAX_EVENTS);
    Frame.Skipped skipped = (Frame.Skipped) frames.get(Waiting.MAX_EVENTS - 1);
    assertThat(skipped.number()).isEqualTo(2);
    assertThat(skipped.after().id()).isEqualTo(full.id() + 6);
    assertThat(skipped.end().id()).isEqualTo(id + 5);
    waiting.add(event(id + 10));
    assertThat(takeAll()).containsExactly(new Frame.Arrived(event(id + 10)));
  }

  @Test
  void add_largeEvents_areBoundedByTheirSize() {
    takeAll();
    int half = (int) (Waiting.MAX_SIZE / 2);
    waiting.add(event(11, half));
    assertThat(waiting.isHalfEmpty()).isTrue();
    waiting.add(event(12, 3 * half));
    assertThat(waiting.isHalfEmpty()).isFalse();
    waiting.add(event(13, 1));
    passTime();

    assertThat(takeAll()).hasSize(3).last().isInstanceOf(Frame.Skipped.class);
    assertThat(waiting.isHalfEmpty()).isTrue();
  }

  @Test
  void next_halfIsTakenInTime_fallsBehindWithoutSkipping() {
    takeAll();
    fill();
    Position full = waiting.passed();
    waiting.add(event(1_000));
    time += Waiting.PATIENCE.toNanos();
    take(Waiting.MAX_EVENTS / 2);
    passTime();
    waiting.add(event(1_001));

    assertThat(takeAll()).hasSize(Waiting.MAX_EVENTS / 2).allMatch(Frame.Arrived.class::isInstance);
    assertThat(waiting.isBehind()).isTrue();
    assertThat(waiting.passed()).isEqualTo(full);
    assertThat(waiting.isHalfEmpty()).isTrue();
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void next_noHalfIsTakenInTime_skips() {
    takeAll();
    fill();
    waiting.add(event(1_000));
    take(Waiting.MAX_EVENTS / 2 - 1);
    passTime();

    assertThat(takeAll()).last().isInstanceOf(Frame.Skipped.class);
    assertThat(waiting.isBehind()).isFalse();
    assertThat(waiting.passed()).isEqualTo(event(1_000).position());
  }

  /** However slow it was before. */
  @Test
  void next_fullAgain_hasItsPatienceAnew() {
    takeAll();
    fill();
    waiting.add(event(1_000));
    passTime();
    takeAll();
    for (int i = 0; i <= Waiting.MAX_EVENTS; i++) {
      waiting.add(event(2_000 + i));
    }

    assertThat(takeAll()).hasSize(Waiting.MAX_EVENTS).allMatch(Frame.Arrived.class::isInstance);
    assertThat(waiting.isBehind()).isTrue();
  }

  @Test
  void add_behind_isOfNoAccount() {
    takeAll();
    fill();
    Position full = waiting.passed();
    waiting.add(event(1_000));
    takeAll();

    waiting.add(event(1_001));
    waiting.pass(new Position(NOW, 1_002));
    assertThat(waiting.passed()).isEqualTo(full);
    assertThat(takeAll()).isEmpty();

    Position end = new Position(NOW, 1_003);
    waiting.take(new EventPage(List.of(event(1_000), event(1_001)), end, false));
    waiting.comeAbreast();
    waiting.add(event(1_004));
    assertThat(takeAll())
        .containsExactly(
            new Frame.Arrived(event(1_000)),
            new Frame.Arrived(event(1_001)),
            new Frame.Arrived(event(1_004)));
  }

  private void take(int frames) {
    for (int i = 0; i < frames; i++) {
      assertThat(waiting.next()).isPresent();
    }
  }

  /** More than the client's patience. */
  private void passTime() {
    time += Waiting.PATIENCE.toNanos() + 1;
  }

  private void fill() {
    for (int i = 0; i < Waiting.MAX_EVENTS; i++) {
      waiting.add(event(100 + i));
    }
  }

  @Test
  void end_withEventsWaiting_forgetsThemAndTakesNoMore() {
    waiting.add(event(11));

    waiting.end();
    waiting.add(event(12));
    waiting.take(new EventPage(List.of(event(13)), event(13).position(), false));
    waiting.wantSign();

    assertThat(waiting.isEmpty()).isTrue();
    assertThat(takeAll()).isEmpty();
  }

  private List<Frame> takeAll() {
    List<Frame> frames = new ArrayList<>();
    Optional<Frame> next = waiting.next();
    while (next.isPresent()) {
      frames.add(next.get());
      next = waiting.next();
    }
    return frames;
  }

  private static FoundEvent event(long id) {
    return event(id, 2);
  }

  private static FoundEvent event(long id, int size) {
    return new FoundEvent(id, "acme", "u-" + id, NOW, NOW, NOW, Origin.HOOK, "x".repeat(size));
  }
}
