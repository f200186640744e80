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
      return object.members().values().stream().anyMatch(Presence::hasContent);
    }
    if (value instanceof Elements array) {
      return array.elements().stream().anyMatch(Presence::hasContent);
    }
    boolean emptyText = value instanceof Text string && string.text().isEmpty();
    return !emptyText && !(value instanceof Null);
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
