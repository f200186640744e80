package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPageBodyTest {

  private static final String LOGIN = event("login", "\"user.session.start\"");
  private static final String HIRED = event("hired", "\"user.lifecycle.create\"");
  private static final String UNTYPED = event("untyped", "null");

  @Test
  void of_page_isADeliveryOfItsEventsAsTheyAre() throws MalformedDeliveryException {
    LogPageBody body = LogPageBody.of(page(LOGIN, HIRED));

    assertThat(body.size()).isEqualTo(2);
    assertThat(body.kept()).isEqualTo(2);
    assertThat(DeliveryReader.read(body.body()).events())
        .extracting(LogEvent::json)
        .containsExactly(LOGIN, HIRED);
  }

  @Test
  void of_page_saysWhenItsLastEventWasPublished() throws MalformedDeliveryException {
    String nested =
        "{\"uuid\":\"u\",\"published\":\"2026-01-02T03:04:06Z\",\"debugContext\":{\"published\":\"2027-01-01T00:00:00Z\"},\"target\":[{\"published\":\"2027-01-01T00:00:00Z\"}]}";

    assertThat(LogPageBody.of(page(LOGIN, nested)).lastPublished())
        .hasValue(Instant.parse("2026-01-02T03:04:06Z"));
    assertThat(
            LogPageBody.of(page(nested, LOGIN, "{}", "7", "{\"published\":\"soon\"}"))
                .lastPublished())
        .hasValue(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(LogPageBody.of(page(LOGIN, HIRED), "none"::equals).lastPublished())
        .hasValue(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(
            LogPageBody.of(page("[\"published\",\"2027-01-01T00:00:00Z\"]", "{}")).lastPublished())
        .isEmpty();
  }

  @Test
  void of_emptyPage_keepsNothing() throws MalformedDeliveryException {
    LogPageBody body = LogPageBody.of(" [ ] ".getBytes(StandardCharsets.UTF_8));

    assertThat(body.size()).isZero();
    assertThat(body.kept()).isZero();
  }

  @Test
  void of_wantedTypes_keepsTheseAndWhatNobodyCanTell() throws MalformedDeliveryException {
    LogPageBody body =
        LogPageBody.of(page(LOGIN, HIRED, UNTYPED, "7"), "user.session.start"::equals);

    assertThat(body.size()).isEqualTo(4);
    assertThat(body.kept()).isEqualTo(3);
    DeliveryContents contents = DeliveryReader.read(body.body());
    assertThat(contents.events()).extracting(LogEvent::json).containsExactly(LOGIN, UNTYPED);
    assertThat(contents.unreadable()).extracting(UnreadableEvent::json).containsExactly("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "[{}", "null", "<html>", "[]x", "[{}]]"})
  void of_noArray_isMalformed(String page) {
    assertThatThrownBy(() -> LogPageBody.of(page.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedDeliveryException.class);
  }

  @Test
  void of_noUtf8BehindTheArray_isMalformed() {
    byte[] page =
        Arrays.copyOf(("[]" + " ".repeat(20_000)).getBytes(StandardCharsets.UTF_8), 20_003);
    page[20_002] = (byte) 0xFF;

    assertThatThrownBy(() -> LogPageBody.of(page)).hasMessage("The body is not UTF-8.");
  }

  private static String event(String uuid, String type) {
    return "{\"uuid\": \"%s\", \"published\":\"2026-01-02T03:04:05.678Z\", \"eventType\":%s}"
        .formatted(uuid, type);
  }

  private static byte[] page(String... elements) {
    return ("[" + String.join(" , ", List.of(elements)) + "]").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void of_deepPage_isMalformed() {
    String page = "[" + "[".repeat(1_200) + "]".repeat(1_200) + "]";

    assertThatExceptionOfType(MalformedDeliveryException.class)
        .isThrownBy(() -> LogPageBody.of(page.getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("deeper");
  }
}
