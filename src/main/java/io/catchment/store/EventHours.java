package io.catchment.store;

/** What others have to know of the counts of events by hour, in SQL. */
public final class EventHours {

  /**
   * The hour in which an event {@code e} was published, counted from 1970 in UTC; none was before.
   * By its full seconds, which leave nothing to rounding.
   */
  public static final String OF_EVENT =
      "cast(cast(floor(extract(epoch from e.published_at)) as bigint) / 3600 as integer)";

  /** The id up to which all events are counted. */
  static final String UP_TO = "select w.up_to from event_counted w where w.id = 1";

  /**
   * How many events are not counted yet; its parameter is the answer if they are more. In order:
   * without, PostgreSQL may look for the few from the first event on.
   */
  public static final String UNCOUNTED =
      "select count(*) from (select e.id from event e where e.id > ("
          + UP_TO
          + ") order by e.id limit ?) s";

  private EventHours() {}
}
