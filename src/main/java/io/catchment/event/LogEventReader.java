package io.catchment.event;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one event: collects its members while the parser passes over it.
 *
 * <p>Lenient by design: a member of an unexpected kind (an array for an object, a number for a
 * string) reads as missing, because Okta's real events do that and the text keeps it all anyway.
 * Only {@code uuid} and {@code published} are required: without them an event can neither be
 * recognised when it comes again nor be put in order.
 *
 * <p>Of a member that is there twice the last one counts, as in most JSON libraries; the targets of
 * both come out. The text keeps all of them.
 */
public final class LogEventReader {

  /** The longest uuid that is taken; Okta's have 36 characters. */
  static final int MAX_UUID_LENGTH = 100;

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final List<Party> targets = new ArrayList<>();
  private boolean hiddenTargets;
  private String uuid;
  private Instant publishedAt;
  private String eventType;
  private String severity;
  private String outcome;
  private Party actor = Party.UNKNOWN;
  private String clientAddress;
  private String problem;
  private boolean publishedSeen;

  LogEventReader() {}

  /**
   * Reads the text of an event that was read before.
   *
   * @throws IllegalArgumentException if the text is not such an event
   */
  public static LogEvent read(String json) {
    LogEventReader reader = new LogEventReader();
    try (JsonParser parser = JsonText.parse(json)) {
      if (parser.next() == Event.START_OBJECT) {
        reader.read(parser);
      } else {
        reader.refuse("The event is not a JSON object.");
      }
    } catch (JsonParsingException e) {
      throw new IllegalArgumentException("The event is not JSON.", e);
    }
    if (reader.problem() != null) {
      throw new IllegalArgumentException(reader.problem());
    }
    return reader.build(json);
  }

  /** Reads the object that the parser has just entered, to its end. */
  void read(JsonParser parser) {
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      Event value = parser.next();
      switch (name) {
        case "uuid" -> uuid = MemberReader.text(parser, value);
        case "published" -> readPublished(MemberReader.text(parser, value));
        case "eventType" -> eventType = MemberReader.text(parser, value);
        case "severity" -> severity = MemberReader.text(parser, value);
        case "outcome" -> outcome = readMember(parser, value, "result");
        case "client" -> clientAddress = readMember(parser, value, "ipAddress");
        case "actor" -> actor = new PartyReader().read(parser, value);
        case "target" -> readTargets(parser, value);
        default -> MemberReader.skip(parser, value);
      }
    }
  }

  /** Says that the element is no event at all. */
  void refuse(String reason) {
    problem = reason;
  }

  /** Why this is no event that can be stored; null if it is one. */
  String problem() {
    if (problem != null) {
      return problem;
    }
    if (uuid == null || uuid.isBlank()) {
      return "The event has no uuid.";
    }
    if (uuid.length() > MAX_UUID_LENGTH || !StorableText.isStorable(uuid)) {
      return "The event's uuid is longer than "
          + MAX_UUID_LENGTH
          + " characters, or holds characters that no database keeps.";
    }
    if (publishedAt == null) {
      return publishedSeen
          ? "The event's published is not a date and time between 1970 and 9999, as in"
              + " 2026-01-31T12:00:00.000Z."
          : "The event has no published.";
    }
    return null;
  }

  LogEvent build(String json) {
    return new LogEvent(
        uuid,
        publishedAt,
        eventType,
        severity,
        outcome,
        actor,
        clientAddress,
        targets,
        hiddenTargets,
        json);
  }

  private void readPublished(String value) {
    publishedSeen = true;
    publishedAt = value == null ? null : parseInstant(value);
  }

  /** The time that a {@code published} says; null if it says none that is kept. */
  static Instant parseInstant(String value) {
    try {
      Instant instant = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MICROS);
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void readTargets(JsonParser parser, Event value) {
    if (value != Event.START_ARRAY) {
      hiddenTargets |= value == Event.START_OBJECT;
      MemberReader.skip(parser, value);
      return;
    }
    for (Event element = parser.next(); element != Event.END_ARRAY; element = parser.next()) {
      Party target = readTarget(parser, element);
      if (!target.equals(Party.UNKNOWN)) {
        targets.add(target);
      }
    }
  }

  private Party readTarget(JsonParser parser, Event value) {
    hiddenTargets |= value == Event.START_ARRAY;
    PartyReader reader = new PartyReader();
    Party target = reader.read(parser, value);
    hiddenTargets |= reader.hasArrays();
    return target;
  }

  /** The text of one member of an object; null if the value is no object, or has no such member. */
  private static String readMember(JsonParser parser, Event value, String wanted) {
    if (value != Event.START_OBJECT) {
      MemberReader.skip(parser, value);
      return null;
    }
    String found = null;
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      Event member = parser.next();
      if (name.equals(wanted)) {
        found = MemberReader.text(parser, member);
      } else {
        MemberReader.skip(parser, member);
      }
    }
    return found;
  }
}
