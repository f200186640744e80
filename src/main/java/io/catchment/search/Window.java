package io.catchment.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on where events stand in time and by their ids, in SQL, whichever table tells it.
 *
 * @param template its text, with the {@link Place place} to be filled in
 * @param parameters the values for its question marks
 */
record Window(String template, List<Object> parameters) {

  Window {
    parameters = List.copyOf(parameters);
  }

  /**
   * One with these values.
   *
   * @param template {@code %1$s} stands for when an event was published, {@code %2$s} for its id
   */
  static Window of(String template, Object... parameters) {
    return new Window(template, List.of(parameters));
  }

  /** All of them hold. */
  static Window all(Window... parts) {
    return new Window(
        Stream.of(parts).map(Window::template).collect(Collectors.joining(" and ")),
        Stream.of(parts).flatMap(part -> part.parameters().stream()).toList());
  }

  /** The same, of the row that has these columns. */
  Condition on(Place place) {
    return new Condition(template.formatted(place.publishedAt(), place.id()), parameters);
  }

  /**
   * The columns that tell where an event stands.
   *
   * @param publishedAt when it was published
   * @param id its id
   */
  record Place(String publishedAt, String id) {

    /** Of the row {@code e} of an event. */
    static final Place OF_EVENT = new Place("e.published_at", "e.id");

    /** Of the row {@code t} of a target. */
    static final Place OF_TARGET = new Place("t.published_at", "t.event_id");
  }
}
