package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTimesTest {

  private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00.123456Z");
  private static final Instant LATER = FIRST.plusSeconds(60);

  @Test
  void renewed_hookThatDoesNotDeliver_beginsNothingAndForgetsNothing() {
    DeliveryTimes times = new DeliveryTimes(Map.of("a", FIRST));
    OktaHook hook = hook("UNVERIFIED", "\"a\",\"b\"", "");

    assertThat(times.renewed(hook, hook, LATER)).isEqualTo(times);
  }

  @Test
  void renewed_typeThatComesAndGoes_countsAnew() {
    DeliveryTimes times = new DeliveryTimes(Map.of("a", FIRST, "b", FIRST));
    OktaHook without = hook("VERIFIED", "\"a\"", "");
    OktaHook with = hook("VERIFIED", "\"a\",\"b\"", "");

    assertThat(times.renewed(without, without, LATER).renewed(with, with, LATER).byType())
        .isEqualTo(Map.of("a", FIRST, "b", LATER));
  }

  @Test
  void renewed_typeWithAFilter_isNotExpected() {
    OktaHook filtered = hook("VERIFIED", "\"a\",\"b\"", "{\"event\":\"b\"}");

    assertThat(new DeliveryTimes(Map.of("b", FIRST)).renewed(filtered, filtered, LATER).byType())
        .isEqualTo(Map.of("a", LATER));
  }

  @Test
  void renewed_typeThatSomebodyTookOut_isStillExpected() {
    DeliveryTimes times = new DeliveryTimes(Map.of("a", FIRST, "b", FIRST));

    assertThat(
            times.renewed(
                hook("VERIFIED", "\"a\",\"b\"", ""), hook("VERIFIED", "\"a\"", ""), LATER))
        .isEqualTo(times);
  }

  @Test
  void read_ofItsOwnText_isTheSame() {
    DeliveryTimes times = new DeliveryTimes(Map.of("a", FIRST, "b", LATER));

    assertThat(DeliveryTimes.read(times.text())).isEqualTo(times);
    assertThat(DeliveryTimes.read(null).byType()).isEmpty();
  }

  private static OktaHook hook(String verification, String types, String filters) {
    String json =
        """
        {"status":"ACTIVE","verificationStatus":"%s","events":{"items":[%s],
         "filter":{"eventFilterMap":[%s]}}}"""
            .formatted(verification, types, filters);
    JsonObject object = Json.createReader(new StringReader(json)).readObject();
    return new OktaHook(object);
  }
}
