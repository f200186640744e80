package io.catchment.filter;

import io.catchment.event.JsonTree;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All of several filters hold.
 *
 * @param parts at least two, and no {@code And} among them: its parts stand here in its place
 */
public record And(List<Filter> parts) implements Filter {

  /** Takes the parts of an {@code And} for itself. */
  public And {
    parts = parts.stream().flatMap(And::flat).toList();
    if (parts.size() < 2) {
      throw new IllegalArgumentException("And needs two parts, not " + parts.size() + ".");
    }
  }

  private static Stream<Filter> flat(Filter part) {
    return part instanceof And and ? and.parts().stream() : Stream.of(part);
  }

  @Override
  public boolean matches(JsonTree event) {
    return parts.stream().allMatch(part -> part.matches(event));
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.and(this);
  }

  @Override
  public String toString() {
    return parts.stream()
        .map(part -> part instanceof Or ? "(" + part + ")" : part.toString())
        .collect(Collectors.joining(" and "));
  }
}
