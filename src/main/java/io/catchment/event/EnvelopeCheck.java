package io.catchment.event;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.nio.charset.CharacterCodingException;

/**
 * The cheap look at a body before it is queued: is it UTF-8, is it one JSON value, does it have the
 * {@code data.events} array of an event hook's envelope?
 *
 * <p>Walks the tokens once and builds nothing, so it costs the same for one event and for a
 * thousand of the same size. The events themselves are not looked at: an odd one must not fail its
 * batch.
 */
public final class EnvelopeCheck {

  /** How deep a body may be nested, the envelope included. Okta's deepest known event needs 8. */
  public static final int MAX_DEPTH = 200;

  private EnvelopeCheck() {}

  /**
   * Returns if the body is an event hook delivery.
   *
   * @throws MalformedDeliveryException if it is not; the message says why
   */
  public static void requireEnvelope(byte[] body) throws MalformedDeliveryException {
    if (body.length == 0) {
      throw new MalformedDeliveryException(
          "The body is empty; an event hook delivery is a JSON object.");
    }
    try (JsonParser parser = JsonText.parse(body)) {
      if (!hasEventsArray(parser)) {
        throw noEvents();
      }
    } catch (JsonException e) {
      throw notJson(e);
    }
  }

  static MalformedDeliveryException noEvents() {
    return new MalformedDeliveryException(
        "The body is JSON, but no event hook delivery: it has no array data.events.");
  }

  /**
   * What a parser's failure says of a body.
   *
   * @throws JsonException the failure itself, if it is not for the body
   */
  static MalformedDeliveryException notJson(JsonException failure) {
    if (failure.getCause() instanceof CharacterCodingException) {
      return new MalformedDeliveryException("The body is not UTF-8.");
    }
    if (failure instanceof JsonParsingException e) {
      return new MalformedDeliveryException(
          "The body is not JSON: the error is at line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber()
              + ".");
    }
    throw failure;
  }

  private static boolean hasEventsArray(JsonParser parser) throws MalformedDeliveryException {
    boolean found = false;
    boolean inData = false;
    String key = "";
    int depth = 0;
    boolean object = false;
    while (parser.hasNext()) {
      Event token = parser.next();
      switch (token) {
        case START_OBJECT, START_ARRAY -> {
          depth++;
          if (depth > MAX_DEPTH) {
            throw new MalformedDeliveryException(
                "The body is nested deeper than " + MAX_DEPTH + " levels.");
          }
          if (depth == 1) {
            object = token == Event.START_OBJECT;
          } else if (depth == 2) {
            inData = object && token == Event.START_OBJECT && key.equals("data");
          } else if (depth == 3 && inData && token == Event.START_ARRAY && key.equals("events")) {
            found = true;
          }
        }
        case END_OBJECT, END_ARRAY -> depth--;
        case KEY_NAME -> key = depth <= 2 ? parser.getString() : "";
        default -> {}
      }
    }
    return found;
  }
}
