package io.catchment.search;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on the row {@code e} of an event, in SQL.
 *
 * @param sql its text, which holds nothing that a caller gave
 * @param parameters the values for its question marks
 */
record Condition(String sql, List<Object> parameters) {

  /** Holds for every event. */
  static final Condition ANYTHING = new Condition("true", List.of());

  /** Holds for no event. */
  static final Condition NOTHING = new Condition("false", List.of());

  Condition {
    parameters = List.copyOf(parameters);
  }

  static Condition of(String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters));
  }

  /** All of them hold. */
  static Condition all(List<Condition> parts) {
    if (parts.contains(NOTHING)) {
      return NOTHING;
    }
    List<Condition> some = parts.stream().filter(part -> !part.equals(ANYTHING)).toList();
    return some.isEmpty() ? ANYTHING : joined(some, " and ");
  }

  static Condition all(Condition... parts) {
    return all(List.of(parts));
  }

  /** At least one of them holds. */
  static Condition any(List<Condition> parts) {
    if (parts.contains(ANYTHING)) {
      return ANYTHING;
    }
    List<Condition> some = parts.stream().filter(part -> !part.equals(NOTHING)).toList();
    return some.isEmpty() ? NOTHING : joined(some, " or ");
  }

  static Condition any(Condition... parts) {
    return any(List.of(parts));
  }

  /** Holds where this one does not, also where a column that it compares is null. */
  Condition negated() {
    if (equals(ANYTHING)) {
      return NOTHING;
    }
    return equals(NOTHING) ? ANYTHING : new Condition("(" + sql + ") is not true", parameters);
  }

  /**
   * One that follows another as it is, with something in between: for pieces of SQL that are more
   * than a condition, or less.
   */
  static Condition chained(List<Condition> parts, String between) {
    String sql = parts.stream().map(Condition::sql).collect(Collectors.joining(between));
    return new Condition(sql, parameters(parts));
  }

  /** The column has one of these values, of which null is none. */
  static Condition oneOf(String column, Collection<String> values) {
    if (values.isEmpty()) {
      return NOTHING;
    }
    String marks = values.stream().map(value -> "?").collect(Collectors.joining(", "));
    return new Condition(column + " in (" + marks + ")", List.copyOf(values));
  }

  /** Those of several, in their order. */
  static List<Object> parameters(Condition... parts) {
    return parameters(List.of(parts));
  }

  private static List<Object> parameters(List<Condition> parts) {
    return parts.stream().flatMap(part -> part.parameters().stream()).toList();
  }

  private static Condition joined(List<Condition> parts, String word) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    String sql = parts.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")"));
    return new Condition(sql, parameters(parts));
  }
}
