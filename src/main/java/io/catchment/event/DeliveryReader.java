package io.catchment.event;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a delivery into its events.
 *
 * <p>Every element of {@code data.events} comes out once, in order: as a {@link LogEvent} with its
 * text cut out of the body unchanged, or as an {@link UnreadableEvent}. Members of the envelope
 * that nobody asked for are passed over. Should the envelope hold {@code data} or {@code events}
 * twice, the elements of all of them come out, for nothing may get lost.
 *
 * <p>More than {@link #MAX_UNREADABLE} unreadable elements are only counted: nobody looks at a
 * million of them one by one, and the whole delivery says the same in one piece. The events beside
 * them come out as ever.
 *
 * <p>Not safe for more than one thread, and used once.
 */
public final class DeliveryReader {

  /** The most elements of a delivery that come out although they are no events. */
  public static final int MAX_UNREADABLE = 1_000;

  private final Utf8Text text;
  private final JsonParser parser;
  private final List<LogEvent> events = new ArrayList<>();
  private final List<UnreadableEvent> unreadable = new ArrayList<>();
  private String oktaEventId;
  private String source;
  private boolean eventsFound;
  private int elements;

  private DeliveryReader(Utf8Text text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /**
   * Reads a whole body that has passed the {@link EnvelopeCheck}, which bounds its depth.
   *
   * @throws MalformedDeliveryException if the body is not an event hook delivery
   */
  public static DeliveryContents read(byte[] body) throws MalformedDeliveryException {
    try (JsonParser parser = JsonText.parse(body)) {
      return new DeliveryReader(new Utf8Text(body), parser).readEnvelope();
    } catch (JsonException e) {
      throw EnvelopeCheck.notJson(e);
    }
  }

  private DeliveryContents readEnvelope() throws MalformedDeliveryException {
    boolean object = parser.hasNext() && parser.next() == Event.START_OBJECT;
    while (object && parser.next() == Event.KEY_NAME) {
      switch (parser.getString()) {
        case "data" -> readData();
        case "eventId" -> oktaEventId = MemberReader.text(parser, parser.next());
        case "source" -> source = MemberReader.text(parser, parser.next());
        default -> MemberReader.skip(parser, parser.next());
      }
    }
    JsonText.requireEnd(parser);
    if (!eventsFound) {
      throw EnvelopeCheck.noEvents();
    }
    boolean tooMany = unreadable.size() > MAX_UNREADABLE;
    return new DeliveryContents(
        oktaEventId,
        source,
        events,
        tooMany ? List.of() : unreadable,
        tooMany ? elements - events.size() : 0);
  }

  private void readData() {
    Event value = parser.next();
    if (value != Event.START_OBJECT) {
      MemberReader.skip(parser, value);
      return;
    }
    while (parser.next() == Event.KEY_NAME) {
      if (parser.getString().equals("events")) {
        readEvents();
      } else {
        MemberReader.skip(parser, parser.next());
      }
    }
  }

  private void readEvents() {
    Event value = parser.next();
    if (value != Event.START_ARRAY) {
      MemberReader.skip(parser, value);
      return;
    }
    eventsFound = true;
    int before = offset();
    for (Event element = parser.next(); element != Event.END_ARRAY; element = parser.next()) {
      LogEventReader reader = new LogEventReader();
      if (element == Event.START_OBJECT) {
        reader.read(parser);
      } else {
        MemberReader.skip(parser, element);
        reader.refuse("The element is not a JSON object.");
      }
      int after = offset();
      add(reader, before, after);
      before = after;
    }
  }

  private void add(LogEventReader reader, int before, int after) {
    String problem = reader.problem();
    if (problem == null) {
      events.add(reader.build(elementBetween(before, after)));
    } else if (unreadable.size() <= MAX_UNREADABLE) {
      unreadable.add(new UnreadableEvent(elements, elementBetween(before, after), problem));
    }
    elements++;
  }

  /** The element that ends at {@code after}: what lies between, less the comma and white space. */
  private String elementBetween(int before, int after) {
    int start = before;
    while (text.at(start) == ',' || isSpace(text.at(start))) {
      start++;
    }
    return text.text(start, after);
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** Just behind the current token, in bytes. The parser reads characters. */
  private int offset() {
    return text.indexOf(Math.toIntExact(parser.getLocation().getStreamOffset()));
  }
}
