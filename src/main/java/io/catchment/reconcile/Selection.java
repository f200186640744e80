package io.catchment.reconcile;

import io.catchment.reconcile.Tally.Reports;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events of a System Log are read: all, or those of certain types and, in any case, what Okta
 * reports of hooks and of its own limits, which no hook can subscribe to.
 *
 * @param types the types; null for all
 */
record Selection(Set<String> types) {

  static final Selection ALL = new Selection(null);

  /**
   * The longest filter that is asked for, in characters: a hook may subscribe to 300 types, and how
   * long an address Okta takes is not documented. Longer ones are applied here.
   */
  private static final int LONGEST_FILTER = 3_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final String EVERYTHING = "*";
  private static final String SEPARATOR = " ";

  /** Those of certain types; what cannot be the name of one is left out. */
  static Selection of(Set<String> types) {
    return new Selection(
        types.stream()
            .filter(type -> NAME.matcher(type).matches())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Reads what {@link #text} wrote; null is no selection, and becomes that of no types. */
  static Selection read(String text) {
    if (EVERYTHING.equals(text)) {
      return ALL;
    }
    return of(text == null || text.isEmpty() ? Set.of() : Set.of(text.split(SEPARATOR)));
  }

  /** The form in which it is kept. */
  String text() {
    return types == null ? EVERYTHING : String.join(SEPARATOR, new TreeSet<>(types));
  }

  /** Whether everything that another one reads is read by this one. */
  boolean covers(Selection other) {
    return types == null || (other.types != null && types.containsAll(other.types));
  }

  /** The filter for Okta; empty if everything has to be asked for. */
  Optional<String> filter() {
    return Optional.of(types == null ? "" : expression())
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_FILTER);
  }

  /** What is still to be looked at here, because Okta was asked for everything. */
  Optional<Predicate<String>> rest() {
    return types == null || filter().isPresent() ? Optional.empty() : Optional.of(this::has);
  }

  private boolean has(String type) {
    return types.contains(type)
        || type.startsWith(Reports.OF_HOOKS)
        || type.startsWith(Reports.OF_LIMITS);
  }

  private String expression() {
    String reports =
        "eventType sw \"" + Reports.OF_HOOKS + "\" or eventType sw \"" + Reports.OF_LIMITS + "\"";
    return types.isEmpty()
        ? reports
        : reports
            + new TreeSet<>(types)
                .stream()
                    .map(type -> " or eventType eq \"" + type + "\"")
                    .collect(Collectors.joining());
  }
}
