package io.catchment.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.TestBroker;
import io.catchment.TestBroker.Step;
import io.catchment.event.Origin;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventMessageTest {

  private static final String SIGN_IN =
      """
      { "uuid":"u-1", "published":"2026-03-01T08:00:00.250Z", "eventType":"user.session.start",
        "severity":"INFO", "outcome":{"result":"SUCCESS"},
        "actor":{"id":"00u9","type":"User","alternateId":"ines@acme.example"},
        "target":[{"id":"00g1","type":"UserGroup","alternateId":"unknown"},
                  {"id":"00u1","type":"User","alternateId":"omar@acme.example"},
                  {"id":"00u2","type":"User","alternateId":"li@acme.example"}],
        "displayMessage":"\\u0000 山田 😀" }""";
  private static final String MINIMAL = event("");

  @ParameterizedTest
  @EnumSource
  void write_everyMember(TestBroker broker) throws JMSException {
    Map<String, Object> properties = properties(broker, SIGN_IN);

    assertThat(properties)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("oktaOrg", "acme"),
                Map.entry("oktaOrigin", "SYSTEM_LOG"),
                Map.entry("oktaPublished", 1_772_352_000_250L),
                Map.entry("oktaReplay", false),
                Map.entry("oktaEventType", "user.session.start"),
                Map.entry("oktaSeverity", "INFO"),
                Map.entry("oktaOutcome", "SUCCESS"),
                Map.entry("oktaActorId", "00u9"),
                Map.entry("oktaActorAlternateId", "ines@acme.example"),
                Map.entry("oktaTargetIds", "|00g1|00u1|00u2|"),
                Map.entry(
                    "oktaTargetAlternateIds", "|unknown|omar@acme.example|li@acme.example|")));
  }

  @ParameterizedTest
  @EnumSource
  void write_headersAndBody(TestBroker broker) throws JMSException {
    List<Object> headers =
        transfer(
            broker,
            SIGN_IN,
            m ->
                List.of(
                    m.getJMSCorrelationID(),
                    m.getJMSType(),
                    m.getStringProperty("JMSXGroupID"),
                    m.getJMSDeliveryMode(),
                    ((TextMessage) m).getText()));

    assertThat(headers)
        .containsExactly("u-1", "user.session.start", "00u1", DeliveryMode.PERSISTENT, SIGN_IN);
  }

  @ParameterizedTest
  @EnumSource
  void write_onlyWhatIsRequired(TestBroker broker) throws JMSException {
    assertThat(properties(broker, MINIMAL))
        .containsOnlyKeys("oktaOrg", "oktaOrigin", "oktaPublished", "oktaReplay");
    assertThat(properties(broker, event(",\"eventType\":\"\",\"actor\":{\"id\":\"\"}")))
        .containsOnlyKeys("oktaOrg", "oktaOrigin", "oktaPublished", "oktaReplay");
    assertThat(type(broker, MINIMAL)).isNull();
    assertThat(group(broker, MINIMAL)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void write_targetsWithoutIds(TestBroker broker) throws JMSException {
    Map<String, Object> properties =
        properties(
            broker,
            event(",\"target\":[{\"displayName\":\"Sales\"},{\"alternateId\":\"a\"},null,7]"));

    assertThat(properties).doesNotContainKey("oktaTargetIds");
    assertThat(properties).containsEntry("oktaTargetAlternateIds", "|a|");
  }

  @ParameterizedTest
  @EnumSource
  void write_group(TestBroker broker) throws JMSException {
    String actor = ",\"actor\":{\"id\":\"00u9\"}";

    assertThat(group(broker, event(actor))).isEqualTo("00u9");
    assertThat(group(broker, event(actor + ",\"target\":[]"))).isEqualTo("00u9");
    assertThat(group(broker, event(actor + ",\"target\":[{\"id\":\"00g1\",\"type\":\"Group\"}]")))
        .isEqualTo("00u9");
    assertThat(
            group(
                broker,
                event(
                    actor
                        + ",\"target\":[{\"type\":\"User\"},{\"id\":\"00u1\",\"type\":\"User\"}]")))
        .isEqualTo("00u1");
    assertThat(group(broker, event(",\"target\":[{\"id\":\"00u1\",\"type\":\"User\"}]")))
        .isEqualTo("00u1");
  }

  @ParameterizedTest
  @EnumSource
  void write_selectedBy(TestBroker broker) throws JMSException {
    for (String selector :
        List.of(
            "oktaTargetIds LIKE '%|00u1|%'",
            "oktaTargetIds LIKE '%|00g1|%'",
            "oktaTargetAlternateIds LIKE '%|omar@acme.example|%'",
            "oktaEventType IN ('user.session.start', 'user.session.end')",
            "oktaEventType LIKE 'user.session.%'",
            "JMSType = 'user.session.start'",
            "oktaOrg = 'acme' AND oktaOrigin = 'SYSTEM_LOG'",
            "oktaActorAlternateId LIKE '%@acme.example' AND oktaActorId = '00u9'",
            "oktaPublished >= 1772352000250 AND oktaPublished < 1772352000251",
            "oktaReplay = FALSE",
            "oktaSeverity <> 'DEBUG' AND oktaOutcome NOT IN ('FAILURE', 'DENY')")) {
      assertThat(selects(broker, selector, SIGN_IN)).as(selector).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void write_notSelectedBy(TestBroker broker) throws JMSException {
    for (String selector :
        List.of(
            "oktaTargetIds LIKE '%|00u|%'",
            "oktaTargetIds LIKE '%|0u1|%'",
            "oktaTargetIds LIKE '%|00u9|%'",
            "oktaEventType IN ('user.session.end')",
            "oktaOrg = 'other'",
            "oktaPublished > 1772352000250",
            "oktaReplay = TRUE",
            "oktaSeverity IS NULL")) {
      assertThat(selects(broker, selector, SIGN_IN)).as(selector).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void write_missingMembersInSelectors(TestBroker broker) throws JMSException {
    assertThat(selects(broker, "oktaSeverity IS NULL AND oktaTargetIds IS NULL", MINIMAL)).isTrue();
    assertThat(selects(broker, "oktaSeverity <> 'DEBUG'", MINIMAL)).isFalse();
    assertThat(selects(broker, "oktaTargetIds NOT LIKE '%|00u1|%'", MINIMAL)).isFalse();
  }

  /** What does not fit is left out; what is there can be selected. */
  @ParameterizedTest
  @EnumSource
  void write_hundredsOfTargets(TestBroker broker) throws JMSException {
    String targets =
        IntStream.range(0, 900)
            .mapToObj("{\"id\":\"00u%017d\",\"type\":\"User\"}"::formatted)
            .collect(Collectors.joining(",", ",\"target\":[", "]"));

    String ids = (String) properties(broker, event(targets)).get("oktaTargetIds");
    assertThat(ids).matches("\\|(00u\\d{17}\\|)+").hasSizeBetween(3_950, 4_000);
    assertThat(selects(broker, "oktaTargetIds LIKE '%|00u00000000000000000|%'", event(targets)))
        .isTrue();
    assertThat(selects(broker, "oktaTargetIds LIKE '%|00u00000000000000100|%'", event(targets)))
        .isTrue();
    assertThat(body(broker, event(targets))).isEqualTo(event(targets));
  }

  @ParameterizedTest
  @EnumSource
  void write_absurdMembers(TestBroker broker) throws JMSException {
    String absurd = "山".repeat(70_000);
    String party = "{\"id\":\"%1$s\",\"type\":\"User\",\"alternateId\":\"%1$s\"}".formatted(absurd);
    String event =
        event(
            ",\"eventType\":\"%1$s\",\"severity\":\"%1$s\",\"outcome\":{\"result\":\"%1$s\"},\"actor\":%2$s,\"target\":[%2$s,%2$s]"
                .formatted(absurd, party));

    assertThat(body(broker, event)).isEqualTo(event);
    assertThat(type(broker, event)).isEqualTo(absurd.substring(0, 255));
  }

  @ParameterizedTest
  @EnumSource
  void write_charactersThatNoDatabaseKeeps(TestBroker broker) throws JMSException {
    String event =
        event(",\"eventType\":\"a\\u0000b\",\"actor\":{\"alternateId\":\"a\\u0000b\\uD83D\"}");

    assertThat(properties(broker, event))
        .containsEntry("oktaActorAlternateId", "a\uFFFDb\uFFFD")
        .containsEntry("oktaEventType", "a\uFFFDb");
    assertThat(type(broker, event)).isEqualTo("a\uFFFDb");
    assertThat(body(broker, event)).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource
  void write_eventOfOneMegabyte(TestBroker broker) throws JMSException {
    String event = event(",\"debugContext\":{\"debugData\":\"" + "é😀".repeat(200_000) + "\"}");

    assertThat(body(broker, event)).isEqualTo(event);
  }

  private static String event(String more) {
    return "{\"uuid\":\"u-2\",\"published\":\"2026-03-01T08:00:00Z\"" + more + "}";
  }

  private static String body(TestBroker broker, String event) throws JMSException {
    return transfer(broker, event, m -> ((TextMessage) m).getText());
  }

  private static String type(TestBroker broker, String event) throws JMSException {
    return transfer(broker, event, Message::getJMSType);
  }

  private static String group(TestBroker broker, String event) throws JMSException {
    return transfer(broker, event, m -> m.getStringProperty("JMSXGroupID"));
  }

  /** Ours, without those that the broker or the JMS specification adds. */
  private static Map<String, Object> properties(TestBroker broker, String event)
      throws JMSException {
    return transfer(
        broker,
        event,
        message -> {
          Map<String, Object> properties = new HashMap<>();
          for (Object name : Collections.list(message.getPropertyNames())) {
            if (!name.toString().startsWith("JMS")) {
              properties.put(name.toString(), message.getObjectProperty(name.toString()));
            }
          }
          return properties;
        });
  }

  private static <T> T transfer(TestBroker broker, String event, Step<Message, T> reader)
      throws JMSException {
    return broker.transfer(session -> EventMessage.write(session, publication(event)), reader);
  }

  private static boolean selects(TestBroker broker, String selector, String event)
      throws JMSException {
    return broker.selects(selector, session -> EventMessage.write(session, publication(event)));
  }

  private static Publication publication(String event) {
    return new Publication(1L, "acme", Origin.SYSTEM_LOG, event);
  }
}
