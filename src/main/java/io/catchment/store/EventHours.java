package io.catchment.store;

/** The hours by which the store counts events. */
public final class EventHours {

  /**
   * In SQL, the hour in which an event {@code e} was published, counted from 1970 in UTC; none was
   * before. By its full seconds, which leave nothing to rounding.
   */
  public static final String OF_EVENT =
      "cast(cast(floor(extract(epoch from e.published_at)) as bigint) / 3600 as integer)";

  private EventHours() {}
}
