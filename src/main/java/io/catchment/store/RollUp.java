package io.catchment.store;

import java.util.Optional;

/**
 * How many events there were in each hour, by what they are told apart by. Each of these has its
 * own tables, and its own id up to which all events are in it: by itself it is exact.
 */
public enum RollUp {
  /** With the type, of which there are many; of long times there are those of days beside them. */
  OF_TYPES(
      1,
      "event_kind",
      "event_count",
      Optional.of("event_count_of_day"),
      "org, origin, event_type, severity, outcome"),

  /** Without it: few rows, however long the time. */
  OF_ANY_TYPE(
      2,
      "event_kind_of_any_type",
      "event_count_of_any_type",
      Optional.empty(),
      "org, origin, severity, outcome");

  private final int id;
  private final String kinds;
  private final String hours;
  private final Optional<String> days;
  private final String columns;

  RollUp(int id, String kinds, String hours, Optional<String> days, String columns) {
    this.id = id;
    this.kinds = kinds;
    this.hours = hours;
    this.days = days;
    this.columns = columns;
  }

  /** Its row of {@code event_counted}, which has the id of the last event that is in it. */
  public int id() {
    return id;
  }

  /** The table of what events are told apart by; its {@code id} is the kind of the others. */
  public String kinds() {
    return kinds;
  }

  /** The table of numbers by {@code at_hour} and {@code kind}. */
  public String hours() {
    return hours;
  }

  /** The table of numbers by {@code at_day} and {@code kind}, if there is one. */
  public Optional<String> days() {
    return days;
  }

  /** The columns, of an event as well as of a kind: a list in SQL. */
  String columns() {
    return columns;
  }

  /** The same, of a row of that name. */
  String columnsOf(String row) {
    return row + "." + columns.replace(", ", ", " + row + ".");
  }

  /** How many events are not counted yet, in SQL; its parameter is the answer if they are more. */
  public String uncounted() {
    return EventMark.countBehind(id);
  }
}
