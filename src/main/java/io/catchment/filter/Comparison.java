package io.catchment.filter;

import io.catchment.event.JsonTree;
import java.util.Objects;

/**
 * A member compares with a literal.
 *
 * @param path which member
 * @param operator how it compares
 * @param literal what it is compared with
 */
public record Comparison(MemberPath path, Operator operator, Literal literal) implements Filter {

  /**
   * Checks that the operator goes with the literal.
   *
   * @throws IllegalArgumentException if {@link Literal#goesWith} says no
   */
  public Comparison {
    Objects.requireNonNull(path);
    if (!literal.goesWith(operator)) {
      throw new IllegalArgumentException(operator + " does not go with " + literal + ".");
    }
  }

  @Override
  public boolean matches(JsonTree event) {
    return operator == Operator.NE ? !holds(Operator.EQ, event) : holds(operator, event);
  }

  private boolean holds(Operator any, JsonTree event) {
    return literal instanceof Literal.Null
        ? path.values(event).findAny().isEmpty()
        : path.values(event).anyMatch(value -> literal.compares(value, any));
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.comparison(this);
  }

  @Override
  public String toString() {
    return path + " " + operator + " " + literal;
  }
}
