package io.catchment.store;

/** What others have to know of the counts of events by hour, in SQL. */
public final class EventHours {

  /**
   * The hour in which an event {@code e} was published, counted from 1970 in UTC; none was before.
   * By its full seconds, which leave nothing to rounding.
   */
  public static final String OF_EVENT =
      "cast(cast(floor(extract(epoch from e.published_at)) as bigint) / 3600 as integer)";

  private EventHours() {}
}
