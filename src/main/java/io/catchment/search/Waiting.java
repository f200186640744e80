package io.catchment.search;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What one client has still to be told, in bounded room.
 *
 * <p>When the room is full, events are skipped and only counted, until all that waits has been
 * told, and the number after it. So a client that is slow for once hears of all but one run of
 * events, and one that is slow for ever does not hear of ever shorter runs.
 *
 * <p>Safe for many threads; but one at a time says what is new.
 */
final class Waiting {

  /** The most events that wait. */
  static final int MAX_EVENTS = 256;

  /** When so much JSON waits, in UTF-16 units, no more is taken. */
  static final long MAX_SIZE = 1L << 20;

  /** A client that has taken no half of it by then is slow. */
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

  private final Deque<FoundEvent> events = new ArrayDeque<>();
  private long size;
  private long halfFullSince;
  private long skipped;
  private Position skippedAfter;
  private Position passed;
  private Position told;
  private boolean sign;
  private boolean over;

  /** Nothing is new yet, and all before this place counts as told; that is told first. */
  Waiting(Position begin) {
    passed = begin;
    sign = true;
  }

  /** The place up to which everything was told, waits, or is not for this client. */
  synchronized Position passed() {
    return passed;
  }

  /** An event is for this client. */
  synchronized void add(FoundEvent event) {
    if (over) {
      return;
    }
    if (skipped == 0 && events.size() < MAX_EVENTS && size < MAX_SIZE) {
      enqueue(event);
    } else {
      skippedAfter = skipped == 0 ? passed : skippedAfter;
      skipped++;
    }
    passed = event.position();
  }

  private void enqueue(FoundEvent event) {
    boolean wasHalfEmpty = isHalfEmpty();
    events.add(event);
    size += event.json().length();
    if (wasHalfEmpty) {
      halfFullSince = System.nanoTime();
    }
  }

  /** Nothing more is for this client up to a place; a place before is of no account. */
  synchronized void pass(Position place) {
    if (place.id() > passed.id()) {
      passed = place;
    }
  }

  /** The client is to get a sign of life when nothing waits. */
  synchronized void wantSign() {
    sign = !over;
  }

  /** Whether as much as waits can be added without anything being skipped. */
  synchronized boolean isHalfEmpty() {
    return skipped == 0 && events.size() <= MAX_EVENTS / 2 && size <= MAX_SIZE / 2;
  }

  /**
   * Waits for that, so that nothing is skipped only because much comes at once. Not for a client
   * that is slow: it costs the others a second each time that it becomes so.
   */
  synchronized void awaitHalfEmpty() throws InterruptedException {
    for (long left = patience(); left > 0; left = patience()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private long patience() {
    boolean pointless = skipped > 0 || isHalfEmpty();
    return pointless ? 0 : halfFullSince + PATIENCE - System.nanoTime();
  }

  synchronized boolean isEmpty() {
    return events.isEmpty() && skipped == 0 && !sign;
  }

  /** Takes out what is to be told next; empty if there is nothing. */
  synchronized Optional<Frame> next() {
    if (!events.isEmpty()) {
      FoundEvent event = events.remove();
      size -= event.json().length();
      notifyAll();
      told = event.position();
      return Optional.of(new Frame.Arrived(event));
    }
    return skipped > 0 ? Optional.of(nextSkipped()) : nextSign();
  }

  private Frame nextSkipped() {
    Frame frame = new Frame.Skipped(skipped, skippedAfter, passed);
    skipped = 0;
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
    skipped = 0;
    sign = false;
    notifyAll();
  }
}
