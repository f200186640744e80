package io.catchment.search;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one client has still to be told, in bounded room.
 *
 * <p>It begins behind: what is new for it is read for it alone. Once it is abreast it is told what
 * is read for all. When the room is full then, events are only counted, until all that waits has
 * been told. If the client has taken half of that within its patience, it is behind from there on,
 * and they are read for it; so it goes at its own pace, and nobody waits for it. If not, they are
 * skipped, and it is told how many. So a client that is slow for once hears of all but one run of
 * events, and one that is slow for ever does not hear of ever shorter runs.
 *
 * <p>Safe for many threads; but one at a time says what is new.
 */
final class Waiting {

  /** The most events that wait. */
  static final int MAX_EVENTS = 256;

  /** When so much JSON waits, in UTF-16 units, no more is taken. */
  static final long MAX_SIZE = 1L << 20;

  /** So long after there was no more room, a client is slow that has taken no half of it. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Deque<FoundEvent> events = new ArrayDeque<>();
  private long size;
  private long missed;
  private Position missedAfter;
  private long fullSince;
  private boolean slow;
  private Position passed;
  private Position told;
  private boolean behind = true;
  private boolean sign;
  private boolean over;

  /**
   * Nothing is new yet, and all before this place counts as told; that is told first.
   *
   * @param nanoTime the time as {@link System#nanoTime} measures it
   */
  Waiting(Position begin, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    passed = begin;
    sign = true;
  }

  /** The place up to which everything was told, waits, or is not for this client. */
  synchronized Position passed() {
    return passed;
  }

  /** Whether it has to be read for alone, from where it is. */
  synchronized boolean isBehind() {
    return behind;
  }

  /** From now on it is told what is read for all, which is next where it is. */
  synchronized void comeAbreast() {
    behind = false;
  }

  /** Takes a page that was read for it alone; for that it has room. */
  synchronized void take(EventPage page) {
    page.events().forEach(this::enqueue);
    moveTo(page.end());
  }

  /** An event that was read for all is for this client; of no account for one that is behind. */
  synchronized void add(FoundEvent event) {
    if (behind || over) {
      return;
    }
    if (missed == 0 && events.size() < MAX_EVENTS && size < MAX_SIZE) {
      enqueue(event);
    } else {
      miss();
    }
    passed = event.position();
  }

  private void enqueue(FoundEvent event) {
    if (!over) {
      events.add(event);
      size += event.json().length();
    }
  }

  private void miss() {
    if (missed == 0) {
      missedAfter = passed;
      fullSince = nanoTime.getAsLong();
      slow = false;
    }
    missed++;
  }

  /**
   * Nothing more of what was read for all is for this client up to a place; a place before is of no
   * account, nor is any for one that is behind.
   */
  synchronized void pass(Position place) {
    if (!behind) {
      moveTo(place);
    }
  }

  private void moveTo(Position place) {
    if (place.id() > passed.id()) {
      passed = place;
    }
  }

  /** The client is to get a sign of life when nothing waits. */
  synchronized void wantSign() {
    sign = !over;
  }

  /** Whether as much as waits can be added without anything being missed. */
  synchronized boolean isHalfEmpty() {
    return missed == 0 && !isMoreThanHalf();
  }

  private boolean isMoreThanHalf() {
    return events.size() > MAX_EVENTS / 2 || size > MAX_SIZE / 2;
  }

  synchronized boolean isEmpty() {
    return events.isEmpty() && missed == 0 && !sign;
  }

  /** Takes out what is to be told next; empty if there is nothing. */
  synchronized Optional<Frame> next() {
    if (!events.isEmpty()) {
      return Optional.of(nextEvent());
    }
    if (missed > 0 && !slow) {
      fallBehind();
    }
    return missed > 0 ? Optional.of(nextSkipped()) : nextSign();
  }

  private Frame nextEvent() {
    if (missed > 0 && isMoreThanHalf()) {
      slow = nanoTime.getAsLong() - fullSince > PATIENCE.toNanos();
    }
    FoundEvent event = events.remove();
    size -= event.json().length();
    told = event.position();
    return new Frame.Arrived(event);
  }

  private void fallBehind() {
    behind = true;
    missed = 0;
    passed = missedAfter;
  }

  private Frame nextSkipped() {
    Frame frame = new Frame.Skipped(missed, missedAfter, passed);
    missed = 0;
    told = passed;
    return frame;
  }

  private Optional<Frame> nextSign() {
    if (!sign) {
      return Optional.empty();
    }
    sign = false;
    Frame frame = passed.equals(told) ? new Frame.StillHere() : new Frame.Reached(passed);
    told = passed;
    return Optional.of(frame);
  }

  /** Forgets all, and takes nothing more. */
  synchronized void end() {
    over = true;
    events.clear();
    size = 0;
    missed = 0;
    sign = false;
  }
}
