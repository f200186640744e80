package io.catchment.deadletter;

import io.catchment.platform.JsonValues;
import io.catchment.store.DeadLetter;
import io.catchment.store.Retrial;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A dead letter, as it is shown. */
final class DeadLetterView {

  private DeadLetterView() {}

  static JsonObjectBuilder of(DeadLetter letter) {
    return Json.createObjectBuilder()
        .add("id", letter.id())
        .add("org", letter.org())
        .add("deliveryId", letter.deliveryId().toString())
        .add("whole", letter.position().isEmpty())
        .add("position", position(letter))
        .add("receivedAt", letter.receivedAt().toString())
        .add("storedAt", letter.storedAt().toString())
        .add("reason", letter.reason())
        .add("size", letter.size());
  }

  private static JsonValue position(DeadLetter letter) {
    return letter.position().isPresent()
        ? Json.createValue(letter.position().getAsInt())
        : JsonValue.NULL;
  }

  /**
   * The same, and its beginning if that is text.
   *
   * @param beginning the first of its bytes, or all; they may end inside a character
   */
  static JsonObjectBuilder of(DeadLetter letter, byte[] beginning) {
    boolean complete = beginning.length == letter.size();
    return of(letter).add("beginning", JsonValues.of(findText(beginning, complete).orElse(null)));
  }

  /** What came of a dead letter that could be stored. */
  static JsonObject of(Retrial.Stored stored) {
    return Json.createObjectBuilder()
        .add("stored", stored.stored())
        .add("duplicates", stored.duplicates())
        .add("deadLetters", stored.deadLetters())
        .build();
  }

  /** What came of a dead letter, for who asked. */
  static String inWords(Retrial retrial) {
    if (retrial instanceof Retrial.Stored stored) {
      return "It is gone: %d events are stored, %d were there, %d of its elements are dead letters."
          .formatted(stored.stored(), stored.duplicates(), stored.deadLetters());
    }
    return "It stays: " + ((Retrial.Stays) retrial).reason();
  }

  /** What a dead letter was, for the log. */
  static String inWords(DeadLetter letter) {
    return "%d bytes %s delivery %s for org %s, kept because: %s"
        .formatted(
            letter.size(), place(letter), letter.deliveryId(), letter.org(), letter.reason());
  }

  private static String place(DeadLetter letter) {
    return letter.position().isPresent()
        ? "as element " + letter.position().getAsInt() + " of"
        : "of the body of";
  }

  /** What came of a dead letter, and what it was before, for the log. */
  static String inWords(DeadLetter before, Retrial retrial) {
    return inWords(retrial) + " It was: " + inWords(before);
  }

  private static Optional<String> findText(byte[] bytes, boolean complete) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, complete);
    return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
  }
}
