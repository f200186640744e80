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

  /** Moves to the end of the value, whatever it is. */
  static void skip(JsonParser parser, Event value) {
    if (value == Event.START_OBJECT) {
      parser.skipObject();
    } else if (value == Event.START_ARRAY) {
      parser.skipArray();
    }
  }
}
