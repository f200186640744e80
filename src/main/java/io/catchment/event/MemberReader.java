package io.catchment.event;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

/** Small steps over one member's value, which the parser has just entered. */
final class MemberReader {

  private MemberReader() {}

  /** The value if it is a string; null for anything else, which is passed over. */
  static String text(JsonParser parser, Event value) {
    if (value == Event.VALUE_STRING) {
      return parser.getString();
    }
    skip(parser, value);
    return null;
  }

  /**
   * Moves to the end of the value, whatever it is. Token by token, because the parser's own {@code
   * skipArray} and {@code skipObject} go round for ever when the text ends before the value does.
   */
  static void skip(JsonParser parser, Event value) {
    int open = change(value);
    while (open > 0) {
      open += change(parser.next());
    }
  }

  /** By how much a token changes how deep it is nested. */
  static int change(Event token) {
    return switch (token) {
      case START_OBJECT, START_ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      default -> 0;
    };
  }
}
