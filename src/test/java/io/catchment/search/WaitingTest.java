package io.catchment.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WaitingTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final Position BEGIN = new Position(NOW, 10);

  private final Waiting waiting = new Waiting(BEGIN);

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

    assertThat(takeAll()).hasSize(3).last().isInstanceOf(Frame.Skipped.class);
    assertThat(waiting.isHalfEmpty()).isTrue();
  }

  @Test
  void awaitHalfEmpty_clientIsQuick_endsWhenItHasTakenHalf() throws Exception {
    takeAll();
    fill();
    Thread client = new Thread(this::takeAll);
    client.start();

    waiting.awaitHalfEmpty();

    assertThat(waiting.isHalfEmpty()).isTrue();
    client.join();
  }

  @Test
  @Timeout(10)
  void awaitHalfEmpty_clientIsSlow_endsWithItsPatience() throws Exception {
    takeAll();
    fill();

    waiting.awaitHalfEmpty();

    assertThat(waiting.isHalfEmpty()).isFalse();
    long begin = System.nanoTime();
    waiting.awaitHalfEmpty();
    assertThat(System.nanoTime() - begin).isLessThan(500_000_000);
  }

  @Test
  @Timeout(10)
  void awaitHalfEmpty_clientIsOver_ends() throws Exception {
    fill();
    waiting.end();

    waiting.awaitHalfEmpty();

    assertThat(waiting.isEmpty()).isTrue();
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
