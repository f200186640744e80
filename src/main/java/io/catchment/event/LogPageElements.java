package io.catchment.event;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * What a page of Okta's System Log holds, without its events being read.
 *
 * @param number how many elements it has
 * @param lastPublished when the last of them was published that says so; empty if none does
 */
record LogPageElements(int number, Optional<Instant> lastPublished) {

  /**
   * Passes over a page.
   *
   * @throws MalformedDeliveryException if it is no JSON array, or nested too deep
   */
  static LogPageElements of(byte[] page) throws MalformedDeliveryException {
    try (JsonParser parser = JsonText.parse(page)) {
      if (!parser.hasNext() || parser.next() != Event.START_ARRAY) {
        throw new MalformedDeliveryException("The page is no JSON array.");
      }
      LogPageElements elements = count(parser);
      JsonText.requireEnd(parser);
      return elements;
    } catch (JsonException e) {
      throw EnvelopeCheck.notJson(e);
    }
  }

  /** From behind the beginning of the array to its end. */
  private static LogPageElements count(JsonParser parser) throws MalformedDeliveryException {
    int elements = 0;
    Deque<String> published = new ArrayDeque<>();
    String member = null;
    int depth = 1;
    while (depth > 0) {
      Event token = parser.next();
      int change = MemberReader.change(token);
      elements += depth == 1 && change >= 0 ? 1 : 0;
      if (token == Event.VALUE_STRING && "published".equals(member)) {
        published.push(parser.getString());
      }
      member = depth == 2 && token == Event.KEY_NAME ? parser.getString() : null;
      depth += change;
      requireReadable(depth);
    }
    return new LogPageElements(elements, last(published));
  }

  /** The first, of the last ones first, that is a time. */
  private static Optional<Instant> last(Deque<String> published) {
    return published.stream()
        .map(LogEventReader::parseInstant)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static void requireReadable(int depth) throws MalformedDeliveryException {
    if (depth > LogPageBody.MAX_DEPTH) {
      throw new MalformedDeliveryException(
          "The page is nested deeper than " + LogPageBody.MAX_DEPTH + " levels.");
    }
  }
}
