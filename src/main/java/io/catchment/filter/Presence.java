package io.catchment.filter;

import io.catchment.event.JsonTree;
import io.catchment.event.JsonTree.Elements;
import io.catchment.event.JsonTree.Members;
import io.catchment.event.JsonTree.Null;
import io.catchment.event.JsonTree.Text;
import java.util.Objects;

/**
 * A member has a value with content: {@code pr}.
 *
 * @param path which member
 */
public record Presence(MemberPath path) implements Filter {

  public Presence {
    Objects.requireNonNull(path);
  }

  @Override
  public boolean matches(JsonTree event) {
    return path.values(event).anyMatch(Presence::hasContent);
  }

  private static boolean hasContent(JsonTree value) {
    if (value instanceof Members object) {
      return anyHasContent(object.members().values());
    }
    if (value instanceof Elements array) {
      return anyHasContent(array.elements());
    }
    boolean emptyText = value instanceof Text string && string.text().isEmpty();
    return !emptyText && !(value instanceof Null);
  }

  /** Not with a stream: values may be nested hundreds of levels deep. */
  private static boolean anyHasContent(Iterable<JsonTree> values) {
    for (JsonTree value : values) {
      if (hasContent(value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.presence(this);
  }

  @Override
  public String toString() {
    return path + " pr";
  }
}
