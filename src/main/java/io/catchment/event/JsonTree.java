package io.catchment.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value, for those who look at members that {@link LogEvent} does not name.
 *
 * <p>It holds whatever an event may hold: a number is kept as its text, so that one of a thousand
 * digits is as welcome as any. Of a member that is there twice the last one counts. Not to be
 * changed once read, and safe for any number of threads.
 */
public sealed interface JsonTree {

  /** A string, with what was escaped in it decoded. */
  record Text(String text) implements JsonTree {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /** A number, as it was written. */
  record Numeral(String text) implements JsonTree {
    public Numeral {
      Objects.requireNonNull(text);
    }
  }

  /** One of {@code true} and {@code false}. */
  record Truth(boolean value) implements JsonTree {}

  /** The value {@code null}. */
  record Null() implements JsonTree {}

  /** An array. */
  record Elements(List<JsonTree> elements) implements JsonTree {
    public Elements {
      elements = List.copyOf(elements);
    }
  }

  /** An object, its members in the order in which they were written. */
  record Members(Map<String, JsonTree> members) implements JsonTree {
    public Members {
      members = Collections.unmodifiableMap(members);
    }
  }

  /**
   * Reads a text that is one JSON value, such as the text of an event.
   *
   * @throws IllegalArgumentException if it is not JSON, or is nested deeper than {@link
   *     LogPageBody#MAX_DEPTH} levels: no event is stored that is either
   */
  static JsonTree read(String json) {
    return JsonTreeReader.read(json);
  }

  /**
   * Writes it as JSON without white space, the numbers as they were written. What was read is read
   * from it again.
   */
  static String write(JsonTree tree) {
    return JsonTreeWriter.write(tree);
  }
}
