package io.catchment.search;

import io.catchment.event.LogEvent;
import io.catchment.event.LogEventReader;
import io.catchment.event.Party;
import io.catchment.event.StorableText;
import io.catchment.store.Columns;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What events are told apart by when they are counted. */
enum By {
  /** The {@code eventType}. */
  TYPE("e.event_type"),
  /** The {@code severity}. */
  SEVERITY("e.severity"),
  /** The {@code outcome.result}. */
  OUTCOME("e.outcome"),
  /** The {@code actor.id}. */
  ACTOR("e.actor_id"),
  /** Each {@code target.id}. */
  TARGET("t.target_id"),
  /** Which way the event came first. */
  ORIGIN("e.origin"),
  /** The alias of the org. */
  ORG("e.org");

  /** All of them, as a client writes them, for a message. */
  static final String NAMES =
      Arrays.stream(values()).map(By::toString).collect(Collectors.joining(", "));

  /** The columns that events are counted by, hour by hour, as they come. */
  static final Set<String> KINDS =
      Stream.of(TYPE, SEVERITY, OUTCOME, ORIGIN, ORG).map(By::column).collect(Collectors.toSet());

  private final String column;

  By(String column) {
    this.column = column;
  }

  /** The one of that name. */
  static Optional<By> find(String name) {
    return Arrays.stream(values()).filter(by -> by.toString().equals(name)).findAny();
  }

  /** The column that has the value. */
  String column() {
    return column;
  }

  /** Whether there may be so many values that nobody wants to hold them all. */
  boolean hasManyValues() {
    return this == ACTOR || this == TARGET;
  }

  /**
   * The values of an event, as the database has them; null is one of them, and stands for none.
   * Only targets may be several.
   */
  Set<String> valuesOf(FoundEvent event) {
    return switch (this) {
      case ORIGIN -> Set.of(event.origin().name());
      case ORG -> Set.of(event.org());
      case TYPE, SEVERITY, OUTCOME, ACTOR, TARGET -> valuesIn(LogEventReader.read(event.json()));
    };
  }

  private Set<String> valuesIn(LogEvent event) {
    return switch (this) {
      case TYPE -> one(event.eventType());
      case SEVERITY -> one(event.severity());
      case OUTCOME -> one(event.outcome());
      case ACTOR -> one(event.actor().id());
      case TARGET -> targets(event);
      case ORIGIN, ORG -> throw new IllegalStateException(this + " is not in the event's text.");
    };
  }

  private static Set<String> one(String value) {
    return Collections.singleton(stored(value));
  }

  private static Set<String> targets(LogEvent event) {
    Set<String> ids = new LinkedHashSet<>();
    event.targets().stream().map(Party::id).map(By::stored).forEach(ids::add);
    if (ids.isEmpty() || event.hiddenTargets()) {
      ids.add(null);
    }
    return ids;
  }

  private static String stored(String value) {
    return StorableText.forColumn(value, Columns.MAX_TEXT);
  }

  /** As a client writes it: {@code type}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
