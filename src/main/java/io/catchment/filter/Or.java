package io.catchment.filter;

import io.catchment.event.JsonTree;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * At least one of several filters holds.
 *
 * @param parts at least two, and no {@code Or} among them: its parts stand here in its place
 */
public record Or(List<Filter> parts) implements Filter {

  /** Takes the parts of an {@code Or} for itself. */
  public Or {
    parts = parts.stream().flatMap(Or::flat).toList();
    if (parts.size() < 2) {
      throw new IllegalArgumentException("Or needs two parts, not " + parts.size() + ".");
    }
  }

  private static Stream<Filter> flat(Filter part) {
    return part instanceof Or or ? or.parts().stream() : Stream.of(part);
  }

  @Override
  public boolean matches(JsonTree event) {
    return parts.stream().anyMatch(part -> part.matches(event));
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.or(this);
  }

  @Override
  public String toString() {
    return parts.stream().map(Filter::toString).collect(Collectors.joining(" or "));
  }
}
