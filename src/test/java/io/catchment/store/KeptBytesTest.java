package io.catchment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.event.Delivery;
import io.catchment.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptBytesTest {

  private static final String EVENT =
      "{\"uuid\":\"u1\",\"published\":\"2026-02-03T04:05:06.789Z\",\"big\":1e999999}";

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"HOOK", "SYSTEM_LOG"})
  void readAgain_elementThatIsAnEvent_isThatEventAsItWasWritten(Origin origin) {
    Reading reading = element(origin, EVENT).readAgain();

    assertThat(reading.isWhole()).isFalse();
    assertThat(reading.contents().events()).singleElement().matches(e -> e.json().equals(EVENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "{}", "{\"uuid\":\"u1\"}", "", "{", EVENT + "," + EVENT, EVENT + "]"})
  void readAgain_elementThatIsNoEvent_stays(String element) {
    Reading reading = element(Origin.HOOK, element).readAgain();

    assertThat(reading.isWhole()).isTrue();
    assertThat(reading.contents().size()).isZero();
  }

  @Test
  void readAgain_elementNestedDeeperThanTheDoorTakes_stays() {
    String deep = EVENT.replace("1e999999", "[".repeat(300) + "]".repeat(300));

    assertThat(element(Origin.HOOK, deep).readAgain().defect()).contains("nested deeper than 200");
  }

  @Test
  void readAgain_wholeDelivery_isReadAsIfItCameNow() {
    Reading reading =
        whole(Origin.HOOK, "{\"eventId\":\"e1\",\"data\":{\"events\":[%s,2]}}".formatted(EVENT))
            .readAgain();

    assertThat(reading.isWhole()).isFalse();
    assertThat(reading.contents().oktaEventId()).isEqualTo("e1");
    assertThat(reading.contents().events()).hasSize(1);
    assertThat(reading.contents().unreadable()).hasSize(1);
  }

  @Test
  void readAgain_deliveryNestedDeeperThanTheDoorTakes_stays() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    Reading reading = whole(Origin.HOOK, "{\"data\":{\"events\":[" + deep + "]}}").readAgain();

    assertThat(reading.defect()).contains("nested deeper than 200");
  }

  @Test
  void readAgain_pageThatWasKeptAsItCame_isReadAsAPage() {
    assertThat(whole(Origin.SYSTEM_LOG, "[" + EVENT + "]").readAgain().contents().events())
        .hasSize(1);
    assertThat(whole(Origin.HOOK, "[" + EVENT + "]").readAgain().isWhole()).isTrue();
  }

  @Test
  void readAgain_pageInItsEnvelope_isReadAsThat() {
    String page = "{\"data\":{\"events\":[" + EVENT + "]}}";

    assertThat(whole(Origin.SYSTEM_LOG, page).readAgain().contents().events()).hasSize(1);
  }

  @Test
  void readAgain_beginning_staysAndSaysBothReasons() {
    Reading reading = whole(Origin.SYSTEM_LOG, "[{\"uuid\":\"u1\",\"filler\":\"xxx").readAgain();

    assertThat(reading.defect())
        .startsWith("The body is not JSON")
        .endsWith(" Kept at first because: The old reason.");
  }

  @Test
  void readAgain_messageOfAStranger_staysWhateverItIs() {
    String envelope = "{\"data\":{\"events\":[" + EVENT + "]}}";

    assertThat(whole(Origin.TEST, envelope).readAgain().defect()).startsWith("It was sent by no");
  }

  @Test
  void reasonNow_again_keepsTheFirstReasonOnce() {
    KeptBytes kept =
        new KeptBytes(1, true, "A. Kept at first because: B.", delivery("", Origin.HOOK));

    assertThat(kept.reasonNow("C.")).isEqualTo("C. Kept at first because: B.");
    assertThat(kept.reasonNow("B.")).isEqualTo("B.");
  }

  private static KeptBytes element(Origin origin, String json) {
    return new KeptBytes(1, false, "The old reason.", delivery(json, origin));
  }

  private static KeptBytes whole(Origin origin, String body) {
    return new KeptBytes(1, true, "The old reason.", delivery(body, origin));
  }

  private static Delivery delivery(String body, Origin origin) {
    return new Delivery(
        UUID.randomUUID(),
        "acme",
        origin,
        Instant.EPOCH,
        "",
        body.getBytes(StandardCharsets.UTF_8),
        Optional.empty());
  }
}
