package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryContents;
import io.catchment.event.DeliveryReader;
import io.catchment.event.EnvelopeCheck;
import io.catchment.event.LogPageBody;
import io.catchment.event.MalformedDeliveryException;
import io.catchment.event.Origin;
import io.catchment.event.StorableText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bytes of a dead letter, to be read again by the code of today.
 *
 * @param whole whether they are the body of a delivery, or an element's JSON alone
 * @param reason why they could not be stored, when somebody last tried
 * @param delivery the call that they came by, with these bytes as its body
 */
record KeptBytes(long id, boolean whole, String reason, Delivery delivery) {

  private static final String AT_FIRST = " Kept at first because: ";

  private static final String FOREIGN =
      "It was sent by no org: somebody put it on the queue, past the door.";

  /**
   * Reads them as if they came now. What still cannot be read comes out whole, also an element.
   * That a beginning is one follows from its not being JSON.
   */
  Reading readAgain() {
    try {
      Reading reading = whole ? readBody() : readElement();
      return reading.isWhole() ? stays(reading, reading.defect()) : reading;
    } catch (MalformedDeliveryException e) {
      return Reading.whole(delivery, reasonNow(e.getMessage()));
    }
  }

  /** Why it stays, and why it was kept, for one of both may say less: a cut body is no JSON. */
  String reasonNow(String defect) {
    int mark = reason.indexOf(AT_FIRST);
    String atFirst = mark < 0 ? reason : reason.substring(mark + AT_FIRST.length());
    String both = atFirst.equals(defect) ? defect : defect + AT_FIRST + atFirst;
    return StorableText.forColumn(both, Columns.MAX_REASON);
  }

  private Reading stays(Reading reading, String defect) {
    return new Reading(reading.delivery(), reading.contents(), reasonNow(defect));
  }

  private Reading readBody() throws MalformedDeliveryException {
    return switch (delivery.origin()) {
      case HOOK -> {
        EnvelopeCheck.requireEnvelope(delivery.body());
        yield Reading.of(delivery);
      }
      case SYSTEM_LOG ->
          Reading.of(isPage() ? with(LogPageBody.of(delivery.body()).body()) : delivery);
      case TEST -> throw new MalformedDeliveryException(FOREIGN);
    };
  }

  /** A page that could not be read is kept as it came, an array; others are in the envelope. */
  private boolean isPage() {
    String body = new String(delivery.body(), StandardCharsets.ISO_8859_1);
    return body.stripLeading().startsWith("[");
  }

  /** As the only one of a page, because that is what is read in one piece. */
  private Reading readElement() throws MalformedDeliveryException {
    LogPageBody page = LogPageBody.of(pageOfOne(delivery.body()));
    if (delivery.origin() == Origin.HOOK) {
      EnvelopeCheck.requireEnvelope(page.body());
    }
    DeliveryContents contents = DeliveryReader.read(page.body());
    if (page.size() != 1) {
      throw new MalformedDeliveryException("The element is not one JSON value.");
    }
    return contents.unreadable().isEmpty()
        ? new Reading(with(page.body()), contents, null)
        : Reading.whole(delivery, contents.unreadable().get(0).reason());
  }

  private static byte[] pageOfOne(byte[] element) {
    ByteArrayOutputStream page = new ByteArrayOutputStream(element.length + 2);
    page.write('[');
    page.writeBytes(element);
    page.write(']');
    return page.toByteArray();
  }

  private Delivery with(byte[] body) {
    return new Delivery(
        delivery.id(),
        delivery.org(),
        delivery.origin(),
        delivery.receivedAt(),
        delivery.remoteAddress(),
        body,
        Optional.empty());
  }
}
