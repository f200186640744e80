package io.catchment.pretend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PretendEventsTest {

  private static final Instant THEN = Instant.parse("2026-03-04T12:00:00Z");
  private static final List<PretendEvent> MANY =
      new PretendEvents(3).between(THEN, THEN.plusSeconds(3600), 10_000);

  @Test
  void next_withTheSameSeed_isTheSame() {
    List<PretendEvent> again = new PretendEvents(3).between(THEN, THEN.plusSeconds(3600), 10_000);

    assertThat(again).isEqualTo(MANY);
    assertThat(again.get(99).inLog()).isEqualTo(MANY.get(99).inLog());
    assertThat(new PretendEvents(4).next(THEN).uuid()).isNotEqualTo(MANY.get(0).uuid());
  }

  @Test
  void next_ofMany_hasAllTypesAndNoUuidTwice() {
    assertThat(MANY.stream().map(PretendEvent::eventType).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(PretendEvents.eventTypes());
    assertThat(MANY.stream().map(PretendEvent::uuid)).doesNotHaveDuplicates();
    assertThat(PretendEvents.hookEventTypes())
        .hasSizeGreaterThan(14)
        .doesNotContain("policy.evaluate_sign_on");
  }

  @Test
  void between_isInOrderAndWithinTheTime() {
    assertThat(MANY.get(0).publishedAt()).isEqualTo(THEN);
    assertThat(MANY.stream().map(PretendEvent::publishedMillis)).isSorted();
    assertThat(MANY.get(9_999).publishedAt()).isBefore(THEN.plusSeconds(3600));
  }

  @ParameterizedTest
  @MethodSource("io.catchment.pretend.PretendEvents#eventTypes")
  void event_ofEachType_isSoundInBothDialects(String type) {
    PretendEvent event = new PretendEvents(5).next(type, THEN);
    JsonObject inLog = OktaClient.read(event.inLog()).asJsonObject();
    JsonObject inDelivery = OktaClient.read(event.inDelivery()).asJsonObject();

    assertThat(inLog.getString("uuid")).isEqualTo(event.uuid()).matches("[-0-9a-f]{36}");
    assertThat(inLog.getString("eventType")).isEqualTo(type);
    assertThat(inLog.getString("published")).isEqualTo("2026-03-04T12:00:00.000Z");
    assertThat(event.inLog().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_000, 2_500);
    assertThat(inLog.getJsonObject("client")).doesNotContainKey("ipChain");
    assertThat(inDelivery).doesNotContainKey("request");
    assertThat(inDelivery.getJsonObject("client").getJsonArray("ipChain"))
        .isEqualTo(inLog.getJsonObject("request").getJsonArray("ipChain"));
    assertThat(OktaClient.read(WrittenEvent.of(event.inLog()).inDelivery())).isEqualTo(inDelivery);
  }
}
