package io.catchment.pretend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The System Log: keeps events in the order in which they were stored, and finds them by that, or
 * by when they happened. Some tens of bytes an event, beside the event itself. Safe for many
 * threads.
 */
public final class PretendLog {

  /** Older events are there, but are not shown. */
  static final Duration RETENTION = Duration.ofDays(90);

  private final Clock clock;
  private final List<LogEntry> stored = new ArrayList<>();
  private final List<LogEntry> byPublished = new ArrayList<>();
  private final Queue<Late> late =
      new PriorityQueue<>(Comparator.comparing(Late::storedAt).thenComparingLong(Late::number));
  private long lateNumber;
  private boolean sorted = true;
  private int generation;

  PretendLog(Clock clock) {
    this.clock = clock;
  }

  /** Stores an event now, whenever it happened. */
  public void store(PretendEvent event) {
    store(event, clock.instant());
  }

  /**
   * Stores an event at this time. Until then nobody sees it; what is past is possible too, but not
   * before the last that was stored: then it counts as stored together with that.
   */
  public synchronized void store(PretendEvent event, Instant at) {
    late.add(new Late(event, at, lateNumber++));
    storeWhatIsDue();
  }

  /** How many are stored by now. */
  public synchronized int size() {
    storeWhatIsDue();
    return stored.size();
  }

  /** All that are stored by now, in that order. */
  public synchronized List<PretendEvent> events() {
    storeWhatIsDue();
    return stored.stream().map(LogEntry::event).toList();
  }

  /** From now on no {@code after} that was ever given out is known. */
  public synchronized void forgetCursors() {
    generation++;
  }

  synchronized LogPage find(LogQuery query) {
    storeWhatIsDue();
    query.after().ifPresent(cursor -> requireKnown(cursor, query.polling()));
    return query.polling() ? poll(query) : range(query);
  }

  private void requireKnown(Cursor cursor, boolean polling) {
    if (cursor.generation() != generation
        || cursor.polling() != polling
        || cursor.position() > stored.size()) {
      throw Cursor.unknown();
    }
  }

  private void storeWhatIsDue() {
    Instant now = clock.instant();
    while (!late.isEmpty() && !late.peek().storedAt().isAfter(now)) {
      Late due = late.remove();
      long last = stored.isEmpty() ? Long.MIN_VALUE : stored.get(stored.size() - 1).storedMillis();
      long at = Math.max(last, due.storedAt().toEpochMilli());
      LogEntry entry = new LogEntry(due.event(), at, stored.size());
      sorted =
          sorted
              && (stored.isEmpty()
                  || byPublished.get(stored.size() - 1).publishedMillis()
                      <= entry.publishedMillis());
      stored.add(entry);
      byPublished.add(entry);
    }
  }

  /** Always goes on, from behind the last event that was looked at. */
  private LogPage poll(LogQuery query) {
    int position =
        query
            .after()
            .map(Cursor::position)
            .orElseGet(() -> firstStoredSince(oldest(query.since())));
    List<PretendEvent> events = new ArrayList<>();
    while (position < stored.size() && events.size() < query.limit()) {
      PretendEvent event = stored.get(position++).event();
      if (query.filter().matches(event)) {
        events.add(event);
      }
    }
    return new LogPage(events, Optional.of(new Cursor(generation, true, 0, position)));
  }

  private LogPage range(LogQuery query) {
    sort();
    int start = firstPublishedSince(oldest(query.since()));
    int end = firstPublishedSince(query.until().toEpochMilli());
    int step = query.ascending() ? 1 : -1;
    int index =
        query.after().map(cursor -> indexOf(cursor) + step).orElse(step > 0 ? start : end - 1);
    List<LogEntry> found = new ArrayList<>();
    while (index >= start && index < end && found.size() <= query.limit()) {
      LogEntry entry = byPublished.get(index);
      index += step;
      if (query.filter().matches(entry.event())) {
        found.add(entry);
      }
    }
    return rangePage(found, query.limit());
  }

  /** If there is one more than the limit, it is for the next page to show. */
  private LogPage rangePage(List<LogEntry> found, int limit) {
    List<PretendEvent> events = found.stream().limit(limit).map(LogEntry::event).toList();
    if (limit == 0 || found.size() <= limit) {
      return new LogPage(events, Optional.empty());
    }
    LogEntry last = found.get(limit - 1);
    return new LogPage(
        events,
        Optional.of(new Cursor(generation, false, last.publishedMillis(), last.position())));
  }

  private long oldest(Instant since) {
    return Math.max(since.toEpochMilli(), clock.instant().minus(RETENTION).toEpochMilli());
  }

  /** Nearly sorted is sorted fast. */
  private void sort() {
    if (!sorted) {
      byPublished.sort(LogEntry.BY_PUBLISHED);
      sorted = true;
    }
  }

  private int firstStoredSince(long millis) {
    return firstAtLeast(
        stored, new LogEntry(null, millis, -1), Comparator.comparingLong(LogEntry::storedMillis));
  }

  private int firstPublishedSince(long millis) {
    return firstAtLeast(byPublished, new LogEntry(at(millis), 0, -1), LogEntry.BY_PUBLISHED);
  }

  private int indexOf(Cursor cursor) {
    LogEntry sought = new LogEntry(at(cursor.published()), 0, cursor.position());
    return firstAtLeast(byPublished, sought, LogEntry.BY_PUBLISHED);
  }

  private static PretendEvent at(long publishedMillis) {
    return new WrittenEvent("", "", publishedMillis, "");
  }

  private static int firstAtLeast(
      List<LogEntry> entries, LogEntry sought, Comparator<LogEntry> order) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(entries.get(middle), sought) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private record Late(PretendEvent event, Instant storedAt, long number) {}
}
