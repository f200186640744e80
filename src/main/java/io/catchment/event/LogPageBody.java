package io.catchment.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A page of Okta's System Log as the body of a delivery, so that it goes the way of every other.
 *
 * @param body the page's events in the envelope of a delivery
 * @param size how many elements the page had
 * @param kept how many of them are in the body
 * @param lastPublished when the last of them was published that says so; empty if none does
 */
public record LogPageBody(byte[] body, int size, int kept, Optional<Instant> lastPublished) {

  /** In the envelope it is two levels more, and the servers' parsers end at 1,000. */
  static final int MAX_DEPTH = 900;

  private static final byte[] BEGINNING =
      "{\"data\":{\"events\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "}}".getBytes(StandardCharsets.US_ASCII);

  /**
   * Takes a whole page, which is a JSON array in UTF-8.
   *
   * @throws MalformedDeliveryException if it is none
   */
  public static LogPageBody of(byte[] bytes) throws MalformedDeliveryException {
    LogPageElements elements = LogPageElements.of(bytes);
    return new LogPageBody(
        envelope(bytes), elements.number(), elements.number(), elements.lastPublished());
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
    String array = "[" + String.join(",", kept) + "]";
    byte[] body = envelope(array.getBytes(StandardCharsets.UTF_8));
    return new LogPageBody(body, whole.size(), kept.size(), whole.lastPublished());
  }

  /** Around the very bytes, of which a page has more than a million. */
  private static byte[] envelope(byte[] page) {
    return ByteBuffer.allocate(BEGINNING.length + page.length + END.length)
        .put(BEGINNING)
        .put(page)
        .put(END)
        .array();
  }
}
