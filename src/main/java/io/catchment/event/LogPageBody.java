package io.catchment.event;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A page of Okta's System Log as the body of a delivery, so that it goes the way of every other.
 *
 * @param body the page's events in the envelope of a delivery
 * @param size how many elements the page had
 * @param kept how many of them are in the body
 */
public record LogPageBody(byte[] body, int size, int kept) {

  /** In the envelope it is two levels more, and the servers' parsers end at 1,000. */
  static final int MAX_DEPTH = 900;

  private static final String BEGINNING = "{\"data\":{\"events\":";
  private static final String END = "}}";

  /**
   * Takes a whole page, which is a JSON array in UTF-8.
   *
   * @throws MalformedDeliveryException if it is none
   */
  public static LogPageBody of(byte[] bytes) throws MalformedDeliveryException {
    String page = EnvelopeCheck.decode(bytes);
    int size = count(page);
    return new LogPageBody(envelope(page), size, size);
  }

  /**
   * Takes the events of a page whose types are wanted, and whatever in it cannot be read.
   *
   * @throws MalformedDeliveryException if the page is no JSON array
   */
  public static LogPageBody of(byte[] page, Predicate<String> wantedType)
      throws MalformedDeliveryException {
    LogPageBody whole = of(page);
    DeliveryContents contents = DeliveryReader.read(whole.body());
    if (contents.unlisted() > 0) {
      return whole;
    }
    List<String> kept = new ArrayList<>();
    contents.events().stream()
        .filter(event -> event.eventType() == null || wantedType.test(event.eventType()))
        .forEach(event -> kept.add(event.json()));
    contents.unreadable().forEach(element -> kept.add(element.json()));
    return new LogPageBody(envelope("[" + String.join(",", kept) + "]"), whole.size(), kept.size());
  }

  private static byte[] envelope(String page) {
    return (BEGINNING + page + END).getBytes(StandardCharsets.UTF_8);
  }

  private static int count(String page) throws MalformedDeliveryException {
    try (JsonParser parser = JsonText.parse(page)) {
      if (!parser.hasNext() || parser.next() != Event.START_ARRAY) {
        throw new MalformedDeliveryException("The page is no JSON array.");
      }
      int elements = 0;
      int depth = 1;
      while (depth > 0) {
        Event token = parser.next();
        int change = MemberReader.change(token);
        elements += depth == 1 && change >= 0 ? 1 : 0;
        depth += change;
        requireReadable(depth);
      }
      return elements;
    } catch (JsonParsingException e) {
      throw EnvelopeCheck.notJson(e);
    }
  }

  private static void requireReadable(int depth) throws MalformedDeliveryException {
    if (depth > MAX_DEPTH) {
      throw new MalformedDeliveryException(
          "The page is nested deeper than " + MAX_DEPTH + " levels.");
    }
  }
}
