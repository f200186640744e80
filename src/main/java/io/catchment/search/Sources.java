package io.catchment.search;

import io.catchment.event.Origin;
import io.catchment.platform.OrgParameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Of which orgs events are, and which way they came first.
 *
 * @param orgs the aliases; those of all orgs if there are none
 * @param origins the ways; any if there are none
 */
record Sources(Set<String> orgs, Set<Origin> origins) {

  /** All events. */
  static final Sources ALL = new Sources(Set.of(), Set.of());

  private static final String ORIGINS =
      Arrays.stream(Origin.values()).map(Origin::name).collect(Collectors.joining(", "));

  Sources {
    orgs = Set.copyOf(orgs);
    origins = Set.copyOf(origins);
  }

  /** All events of some orgs. */
  static Sources ofOrgs(String... aliases) {
    return new Sources(Set.of(aliases), Set.of());
  }

  /**
   * Reads {@code org} and {@code origin}, each of which may be there several times. An org need not
   * be configured: what was received from it is there longer.
   *
   * @throws BadQueryException if one of them is not what it has to be
   */
  static Sources read(QueryText query) throws BadQueryException {
    Set<String> orgs = Set.copyOf(query.findAll("org"));
    if (!orgs.stream().allMatch(OrgParameter::isAlias)) {
      throw BadQueryException.invalid(
          "org",
          "must be the alias of an org, such as catchment.orgs names them: small letters, digits"
              + " and inner hyphens, at most 63");
    }
    Set<Origin> origins = new TreeSet<>();
    for (String name : query.findAll("origin")) {
      origins.add(origin(name));
    }
    return new Sources(orgs, origins);
  }

  private static Origin origin(String name) throws BadQueryException {
    Optional<Origin> origin =
        Arrays.stream(Origin.values()).filter(o -> o.name().equals(name)).findAny();
    return origin.orElseThrow(
        () -> BadQueryException.invalid("origin", "must be one of " + ORIGINS));
  }

  /** Whether they are fewer than all. */
  boolean areSome() {
    return !orgs.isEmpty() || !origins.isEmpty();
  }

  /** Whether an event is from them. */
  boolean include(FoundEvent event) {
    return (orgs.isEmpty() || orgs.contains(event.org()))
        && (origins.isEmpty() || origins.contains(event.origin()));
  }

  /** The events that are from them. */
  Condition condition() {
    return Condition.all(oneOf("e.org", new TreeSet<>(orgs)), oneOf("e.origin", sorted(origins)));
  }

  private static Condition oneOf(String column, Collection<String> values) {
    return values.isEmpty() ? Condition.ANYTHING : Condition.oneOf(column, values);
  }

  private static Collection<String> sorted(Set<Origin> origins) {
    return new TreeSet<>(origins.stream().map(Origin::name).toList());
  }

  /**
   * The same for the same sources, and for no others: no alias has a comma or a space in it. That
   * of one org is its alias, as it was in cursors before there could be more.
   */
  @Override
  public String toString() {
    String text = String.join(",", new TreeSet<>(orgs));
    return origins.isEmpty() ? text : text + " " + String.join(",", sorted(origins));
  }
}
