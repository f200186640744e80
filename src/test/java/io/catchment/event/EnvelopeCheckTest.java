package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCheckTest {

  private static final String SAMPLE =
      """
      {"eventId":"d-1","data":{"events":[{"uuid":"ü","n":-1.5e3,"ok":true,"no":null,"a":[]}]},
       "eventTime":"2026-03-01T08:00:05.000Z"}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"events\":[]}}",
        " \r\n\t{ \"data\" : { \"events\" : [ ] } } \n",
        "{\"data\":{\"events\":[1,null,\"x\",[],{}]}}",
        "{\"data\":{\"more\":{\"events\":{}},\"events\":[],\"after\":[[]]},\"z\":{\"y\":[1]}}",
        "{\"\\u0064ata\":{\"event\\u0073\":[]}}",
        "{\"data\":null,\"data\":{\"events\":7,\"events\":[]}}",
      })
  void requireEnvelope_delivery(String body) throws Exception {
    EnvelopeCheck.requireEnvelope(utf8(body));

    assertThat(DeliveryReader.read(utf8(body))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"data\":null}",
        "{\"data\":[]}",
        "{\"data\":\"events\"}",
        "{\"data\":{}}",
        "{\"data\":{\"events\":null}}",
        "{\"data\":{\"events\":{}}}",
        "{\"data\":{\"events\":\"[]\"}}",
        "{\"Data\":{\"Events\":[]}}",
      })
  void requireEnvelope_noEvents(String body) {
    assertRefused(utf8(body), "no array data.events");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[]}",
        "{\"data\":{},\"events\":[]}",
        "{\"data\":[{\"events\":[]}]}",
        "{\"data\":{\"data\":{\"events\":[]}}}",
        "{\"data\":{\"events\":{\"events\":[]}}}",
        "{\"data\":{\"events\":{\"x\":[]}}}",
        "{\"more\":{\"data\":{\"events\":[]}}}",
        "{\"more\":{\"events\":[]},\"data\":{}}",
        "{\"data\":1,\"more\":{\"events\":[]}}",
        "[{\"data\":{\"events\":[]}}]",
        "[\"data\",{\"events\":[]}]",
      })
  void requireEnvelope_eventsElsewhere(String body) {
    assertRefused(utf8(body), "no array data.events");
  }

  @Test
  void requireEnvelope_empty() {
    assertRefused(new byte[0], "empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n\n", "events", "1", "\"data\"", "null", "<a/>", "a=b", "\u0000"})
  void requireEnvelope_otherText(String body) {
    assertRefused(utf8(body), "The body is");
  }

  /** Java puts the same character where bytes are no UTF-8. */
  @Test
  void requireEnvelope_replacementCharacter_isText() throws Exception {
    byte[] body = utf8("{\"data\":{\"events\":[\"\uFFFD\"]}}");

    EnvelopeCheck.requireEnvelope(body);

    assertThat(DeliveryReader.read(body).unreadable().get(0).json()).isEqualTo("\"\uFFFD\"");
  }

  @Test
  void requireEnvelope_notUtf8() {
    assertRefused(SAMPLE.getBytes(StandardCharsets.UTF_16), "not UTF-8");
    assertRefused(SAMPLE.getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
    byte[] halfAPair = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    assertRefused(halfAPair, "not UTF-8");
  }

  /** RFC 8259, section 8.1: it must not be there, and may be ignored; Okta does not send it. */
  @Test
  void requireEnvelope_byteOrderMark() {
    assertRefused(utf8("\uFEFF" + SAMPLE), "not JSON");
  }

  @Test
  void requireEnvelope_brokenOffAnywhere() throws Exception {
    byte[] whole = utf8(SAMPLE);
    EnvelopeCheck.requireEnvelope(whole);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "The body is");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", "]", "{}", ",", "x", "1", "\"\"", "null", "\u0000", "\f", "é"})
  void requireEnvelope_somethingBehind(String garbage) {
    assertRefused(utf8(SAMPLE + garbage), "not JSON");
    assertRefused(utf8(SAMPLE + " \n" + garbage), "not JSON");
    assertThat(isReadable(utf8(SAMPLE + garbage))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"events\":[1,]}}",
        "{\"data\":{\"events\":[,1]}}",
        "{\"data\":{\"events\":[1 2]}}",
        "{\"data\":{\"events\":[01]}}",
        "{\"data\":{\"events\":[+1]}}",
        "{\"data\":{\"events\":[.5]}}",
        "{\"data\":{\"events\":[1.]}}",
        "{\"data\":{\"events\":[NaN]}}",
        "{\"data\":{\"events\":[True]}}",
        "{\"data\":{\"events\":['a']}}",
        "{\"data\":{\"events\":[\"\\x\"]}}",
        "{\"data\":{\"events\":[\"\\u00g0\"]}}",
        "{\"data\":{\"events\":[\"a\nb\"]}}",
        "{\"data\":{\"events\":[\"a\u0000b\"]}}",
        "{\"data\":{\"events\":[]},}",
        "{\"data\":{\"events\":[}}",
        "{\"data\":{\"events\":[]]}",
        "{data:{\"events\":[]}}",
        "{\"data\":{\"events\":[]}/*a*/}",
      })
  void requireEnvelope_almostJson(String body) {
    assertRefused(utf8(body), "not JSON: the error is at line 1, column ");
  }

  @Test
  void requireEnvelope_saysWhereTheErrorIs() {
    assertRefused(utf8("{\n  \"data\": oops\n}"), "line 2, column ");
  }

  @Test
  void requireEnvelope_asDeepAsAllowed() throws Exception {
    byte[] body = utf8(nested(EnvelopeCheck.MAX_DEPTH));

    EnvelopeCheck.requireEnvelope(body);

    assertThat(DeliveryReader.read(body).unreadable()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {EnvelopeCheck.MAX_DEPTH + 1, 1_000, 1_001, 100_000})
  void requireEnvelope_deeper(int depth) {
    assertRefused(utf8(nested(depth)), "deeper than");
    assertRefused(utf8("[".repeat(depth)), "deeper than");
    assertRefused(utf8("{\"data\":".repeat(depth)), "deeper than");
  }

  @Test
  @Timeout(10)
  void requireEnvelope_numberOfFiveMegabytes() throws Exception {
    byte[] body = utf8("{\"data\":{\"events\":[" + "7".repeat(5_000_000) + "]}}");

    EnvelopeCheck.requireEnvelope(body);

    assertThat(DeliveryReader.read(body).unreadable().get(0).json()).hasSize(5_000_000);
  }

  @Test
  @Timeout(10)
  void requireEnvelope_absurdExponent() throws Exception {
    byte[] body = utf8("{\"data\":{\"events\":[{\"uuid\":1e999999999,\"version\":1e999999999}]}}");

    EnvelopeCheck.requireEnvelope(body);

    assertThat(DeliveryReader.read(body).unreadable()).hasSize(1);
  }

  /** Whatever the bytes, there is an answer, and the reader agrees with it. */
  @Property(tries = 2_000)
  void requireEnvelope_anyBytes(@ForAll byte[] body) {
    assertThat(isEnvelope(body)).isEqualTo(isReadable(body));
  }

  /** The same for bytes that are nearly a delivery. */
  @Property(tries = 2_000)
  void requireEnvelope_oneByteChanged(@ForAll int position, @ForAll byte value) {
    byte[] body = utf8(SAMPLE);
    body[Math.floorMod(position, body.length)] = value;

    assertThat(isEnvelope(body)).isEqualTo(isReadable(body));
  }

  private static boolean isEnvelope(byte[] body) {
    try {
      EnvelopeCheck.requireEnvelope(body);
      return true;
    } catch (MalformedDeliveryException e) {
      return false;
    }
  }

  private static boolean isReadable(byte[] body) {
    try {
      return DeliveryReader.read(body).size() >= 0;
    } catch (MalformedDeliveryException e) {
      return false;
    }
  }

  /** A delivery that is nested so deep in all; the envelope takes three levels. */
  private static String nested(int depth) {
    int arrays = depth - 3;
    return "{\"data\":{\"events\":[" + "[".repeat(arrays) + "]".repeat(arrays) + "]}}";
  }

  private static void assertRefused(byte[] body, String reason) {
    assertThatThrownBy(() -> EnvelopeCheck.requireEnvelope(body))
        .as("%s", new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8))
        .isInstanceOf(MalformedDeliveryException.class)
        .hasMessageContaining(reason);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
