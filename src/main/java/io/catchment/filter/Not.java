package io.catchment.filter;

import io.catchment.event.JsonTree;
import java.util.Objects;

/**
 * Another filter does not hold.
 *
 * @param negated the other
 */
public record Not(Filter negated) implements Filter {

  public Not {
    Objects.requireNonNull(negated);
  }

  @Override
  public boolean matches(JsonTree event) {
    return !negated.matches(event);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.not(this);
  }

  @Override
  public String toString() {
    return "not (" + negated + ")";
  }
}
