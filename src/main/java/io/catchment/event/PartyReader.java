package io.catchment.event;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

/** Reads an actor or a target: the members that we name. Used once. */
final class PartyReader {

  private String id;
  private String type;
  private String alternateId;
  private String displayName;
  private boolean arrays;

  /** Reads the value that the parser has just entered, to its end; unknown if it is no object. */
  Party read(JsonParser parser, Event value) {
    if (value != Event.START_OBJECT) {
      MemberReader.skip(parser, value);
      return Party.UNKNOWN;
    }
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      Event member = parser.next();
      switch (name) {
        case "id" -> id = text(parser, member);
        case "type" -> type = text(parser, member);
        case "alternateId" -> alternateId = text(parser, member);
        case "displayName" -> displayName = text(parser, member);
        default -> MemberReader.skip(parser, member);
      }
    }
    return new Party(id, type, alternateId, displayName);
  }

  /** Whether one of these members was an array, which may hold strings that were passed over. */
  boolean hasArrays() {
    return arrays;
  }

  private String text(JsonParser parser, Event value) {
    arrays |= value == Event.START_ARRAY;
    return MemberReader.text(parser, value);
  }
}
