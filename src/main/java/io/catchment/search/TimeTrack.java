package io.catchment.search;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** In the order in which events were published; those of one instant by their ids. */
final class TimeTrack implements Track {

  /** Lower than any event's. */
  private static final long NO_ID = 0;

  private static final long NANOS_OF_A_MICRO = 1_000;
  private static final long MICROS_OF_A_SECOND = 1_000_000;

  private static final long FIRST_WIDTH = Duration.ofDays(1).toSeconds() * MICROS_OF_A_SECOND;

  private final boolean ascending;
  private final long begin;
  private final long end;
  private Position position;
  private Position windowEnd;

  /**
   * A way that begins behind a position, or where the query does.
   *
   * @param published when the first and the last event were published; empty if there is none
   */
  TimeTrack(EventQuery query, Optional<Position> after, Optional<Published> published) {
    ascending = query.order() == Order.ASCENDING;
    // An instant of a query may be too far away to be counted in microseconds.
    Published all = published.orElse(new Published(Instant.EPOCH, Instant.EPOCH));
    Instant last = published.isEmpty() ? Instant.EPOCH : all.last().plus(1, ChronoUnit.MICROS);
    begin = micros(min(max(query.since(), all.first()), last));
    end = Math.max(begin, micros(max(min(query.until().orElse(last), last), all.first())));
    position = after.map(this::inside).orElseGet(this::start);
  }

  /**
   * When the first and the last of all events were published.
   *
   * @param first of the oldest
   * @param last of the newest
   */
  record Published(Instant first, Instant last) {}

  private Position start() {
    return new Position(instant(ascending ? begin : end), NO_ID);
  }

  private Position inside(Position after) {
    Instant start = start().publishedAt();
    boolean outside =
        ascending ? after.publishedAt().isBefore(start) : after.publishedAt().isAfter(start);
    return outside ? start() : after;
  }

  @Override
  public boolean hasNext() {
    long at = micros(position.publishedAt());
    return ascending ? at < end : at > begin || (at == begin && position.id() > NO_ID);
  }

  @Override
  public Window window(long width) {
    long at = micros(position.publishedAt());
    long far = ascending ? high(at, width) : low(at, width);
    windowEnd = new Position(instant(far), NO_ID);
    return Window.of(
        "%1$s >= ? and %1$s < ? and (%1$s, %2$s) " + (ascending ? ">" : "<") + " (?, ?)",
        instant(ascending ? at : far),
        instant(ascending ? far : at + 1),
        position.publishedAt(),
        position.id());
  }

  @Override
  public Window narrow(Position last) {
    windowEnd = last;
    return Window.of(
        "(%1$s, %2$s) " + (ascending ? "<=" : ">=") + " (?, ?)", last.publishedAt(), last.id());
  }

  private long high(long at, long width) {
    return width < end - at ? at + width : end;
  }

  private long low(long at, long width) {
    return width < at - begin ? at - width : begin;
  }

  @Override
  public String order(Window.Place place) {
    String direction = ascending ? "" : " desc";
    return place.publishedAt() + direction + ", " + place.id() + direction;
  }

  @Override
  public void pass(FoundEvent event) {
    position = event.position();
  }

  @Override
  public void passWindow() {
    position = windowEnd;
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public long firstWidth() {
    return FIRST_WIDTH;
  }

  /** The next full microsecond, as the bounds of a query may be finer than what is stored. */
  private static long micros(Instant instant) {
    Instant up = instant.plusNanos(NANOS_OF_A_MICRO - 1);
    return up.getEpochSecond() * MICROS_OF_A_SECOND + up.getNano() / NANOS_OF_A_MICRO;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
