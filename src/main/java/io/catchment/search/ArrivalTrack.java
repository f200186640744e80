package io.catchment.search;

/** In the order of the ids, up to the one below which everything is there. */
final class ArrivalTrack implements Track {

  /** As many events at the most, and mostly fewer: a transaction takes many ids at once. */
  private static final long FIRST_WIDTH = 20_000;

  private final Window inTime;
  private final long last;
  private Position position;
  private long windowEnd;

  /**
   * A way that begins behind a position.
   *
   * @param last the highest id that is looked at
   */
  ArrivalTrack(EventQuery query, Position position, long last) {
    this.inTime = Track.between(query);
    this.last = last;
    this.position = position;
  }

  @Override
  public boolean hasNext() {
    return position.id() < last;
  }

  @Override
  public Window window(long width) {
    windowEnd = width < last - position.id() ? position.id() + width : last;
    return Window.all(Window.of("%2$s > ? and %2$s <= ?", position.id(), windowEnd), inTime);
  }

  @Override
  public Window narrow(Position last) {
    windowEnd = last.id();
    return Window.of("%2$s <= ?", last.id());
  }

  @Override
  public String order(Window.Place place) {
    return place.id();
  }

  @Override
  public void pass(FoundEvent event) {
    position = event.position();
  }

  @Override
  public void passWindow() {
    position = new Position(position.publishedAt(), windowEnd);
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public long firstWidth() {
    return FIRST_WIDTH;
  }
}
