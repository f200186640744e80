package io.catchment.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.api.Schemas;
import io.catchment.store.DeadLetter;
import io.catchment.store.Retrial;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeadLetterViewTest {

  private static final byte[] TEXT = "ab\u00e9".getBytes(StandardCharsets.UTF_8);

  @Test
  void of_wholeDelivery_hasNoPosition() {
    JsonObject view = DeadLetterView.of(letter(OptionalInt.empty(), 4)).build();

    assertThat(view.getBoolean("whole")).isTrue();
    assertThat(view.get("position")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void of_element_hasItsPosition() {
    JsonObject view = DeadLetterView.of(letter(OptionalInt.of(7), 4)).build();

    assertThat(view.getBoolean("whole")).isFalse();
    assertThat(view.getInt("position")).isEqualTo(7);
  }

  @Test
  void of_text_isShown() {
    assertThat(beginning(TEXT, 4)).isEqualTo("ab\u00e9");
    assertThat(beginning(new byte[0], 0)).isEmpty();
  }

  @Test
  void of_beginningThatEndsInsideACharacter_isShownUpToIt() {
    byte[] cut = Arrays.copyOf(TEXT, 3);

    assertThat(beginning(cut, 4)).isEqualTo("ab");
    assertThat(beginning(cut, 3)).isNull();
  }

  @Test
  void of_bytesThatAreNoText_areNotShown() {
    assertThat(beginning(new byte[] {'a', (byte) 0xff, 'b'}, 3)).isNull();
  }

  @Test
  void inWords_deadLetter_saysWhereItIsFromAndWhyItWasKept() {
    assertThat(DeadLetterView.inWords(letter(OptionalInt.of(7), 4)))
        .isEqualTo(
            "4 bytes as element 7 of delivery 00000000-0000-0000-0000-000000000001 for org acme,"
                + " kept because: A reason.");
    assertThat(DeadLetterView.inWords(letter(OptionalInt.empty(), 4)))
        .contains("4 bytes of the body of delivery ");
  }

  @Test
  void inWords_retrial_saysWhatCameOfItAndWhatItWas() {
    DeadLetter letter = letter(OptionalInt.of(7), 4);

    assertThat(DeadLetterView.inWords(letter, new Retrial.Stored(1, 0, 0)))
        .startsWith("It is gone: 1 events are stored")
        .endsWith(" It was: " + DeadLetterView.inWords(letter));
    assertThat(DeadLetterView.inWords(letter, new Retrial.Stays("Another reason.")))
        .isEqualTo("It stays: Another reason. It was: " + DeadLetterView.inWords(letter));
  }

  @Test
  void of_anyLetter_isAsDescribed() {
    List<JsonObjectBuilder> views =
        List.of(
            DeadLetterView.of(letter(OptionalInt.empty(), 4)),
            DeadLetterView.of(letter(OptionalInt.of(7), 4), TEXT),
            DeadLetterView.of(letter(OptionalInt.of(7), 1), new byte[] {(byte) 0xff}));

    assertThat(views)
        .allSatisfy(
            view ->
                assertThat(Schemas.differences("DeadLetter", view.build().toString())).isEmpty());
  }

  @Test
  void of_whatWasStored_isAsDescribed() {
    String view = DeadLetterView.of(new Retrial.Stored(1, 2, 3)).toString();

    assertThat(Schemas.differences("RetriedDeadLetter", view)).isEmpty();
  }

  private static String beginning(byte[] bytes, int size) {
    return DeadLetterView.of(letter(OptionalInt.empty(), size), bytes)
        .build()
        .getString("beginning", null);
  }

  private static DeadLetter letter(OptionalInt position, int size) {
    return new DeadLetter(
        1, "acme", new UUID(0, 1), position, Instant.EPOCH, Instant.EPOCH, "A reason.", size);
  }
}
