package io.catchment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogEventReaderTest {

  private static final String REQUIRED =
      "\"uuid\":\"u-1\",\"published\":\"2026-03-01T08:00:00.250Z\"";

  @Test
  void read_onlyWhatIsRequired() {
    String json = "{" + REQUIRED + "}";

    assertThat(LogEventReader.read(json))
        .isEqualTo(
            new LogEvent(
                "u-1",
                Instant.parse("2026-03-01T08:00:00.250Z"),
                null,
                null,
                null,
                Party.UNKNOWN,
                null,
                List.of(),
                false,
                json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"00u1\"}",
        "[[{\"id\":\"00u1\"}]]",
        "[{\"id\":[\"00u1\"]}]",
        "[{\"displayName\":[]},{\"id\":\"00u2\"}]"
      })
  void read_targetsInAnotherForm(String target) {
    assertThat(LogEventReader.read("{%s,\"target\":%s}".formatted(REQUIRED, target)))
        .matches(LogEvent::hiddenTargets);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "[null,{\"id\":1}]", "[{\"id\":\"a\",\"detailEntry\":[1]}]"})
  void read_targetsInOktasForm(String target) {
    assertThat(LogEventReader.read("{%s,\"target\":%s}".formatted(REQUIRED, target)))
        .matches(event -> !event.hiddenTargets());
  }

  @Test
  void read_nullEverywhere() {
    String json =
        "{%s,\"eventType\":null,\"severity\":null,\"outcome\":null,\"actor\":null,\"client\":null,\"target\":null}"
            .formatted(REQUIRED);

    LogEvent event = LogEventReader.read(json);

    assertThat(event.eventType()).isNull();
    assertThat(event.actor()).isEqualTo(Party.UNKNOWN);
    assertThat(event.targets()).isEmpty();
  }

  @Test
  void read_nullWithinObjects() {
    LogEvent event =
        LogEventReader.read(
            "{%s,\"outcome\":{\"result\":null},\"actor\":{\"id\":null,\"type\":\"User\"},\"client\":{\"ipAddress\":null},\"target\":[null,{\"id\":null},{\"id\":\"00u1\"}]}"
                .formatted(REQUIRED));

    assertThat(event.outcome()).isNull();
    assertThat(event.actor()).isEqualTo(new Party(null, "User", null, null));
    assertThat(event.clientAddress()).isNull();
    assertThat(event.targets()).containsExactly(new Party("00u1", null, null, null));
  }

  @Test
  void read_membersOfAnotherKind() {
    LogEvent event =
        LogEventReader.read(
            "{%s,\"eventType\":1,\"severity\":{},\"outcome\":\"SUCCESS\",\"actor\":[{\"id\":\"00u1\"}],\"client\":true,\"target\":{\"id\":\"00u2\"},\"debugContext\":[1],\"version\":0}"
                .formatted(REQUIRED));

    assertThat(event.eventType()).isNull();
    assertThat(event.severity()).isNull();
    assertThat(event.outcome()).isNull();
    assertThat(event.actor()).isEqualTo(Party.UNKNOWN);
    assertThat(event.clientAddress()).isNull();
    assertThat(event.targets()).isEmpty();
  }

  @Test
  void read_openEnumerations() {
    LogEvent event =
        LogEventReader.read(
            "{%s,\"severity\":\"FATAL\",\"eventType\":\"brand.new\",\"outcome\":{\"result\":\"MAYBE\"}}"
                .formatted(REQUIRED));

    assertThat(event.severity()).isEqualTo("FATAL");
    assertThat(event.eventType()).isEqualTo("brand.new");
    assertThat(event.outcome()).isEqualTo("MAYBE");
  }

  /** What counts is the event's own level: the same names mean something else further down. */
  @Test
  void read_membersTwice() {
    String json =
        "{\"uuid\":\"a\",\"published\":\"2026-02-03T04:05:06Z\",\"target\":[{\"id\":\"t1\"}],"
            + "\"uuid\":\"b\",\"eventType\":\"x\",\"eventType\":\"y\",\"target\":[{\"id\":\"t2\"}]}";

    LogEvent event = LogEventReader.read(json);

    assertThat(event.uuid()).isEqualTo("b");
    assertThat(event.eventType()).isEqualTo("y");
    assertThat(event.targets()).extracting(Party::id).containsExactly("t1", "t2");
    assertThat(event.json()).isEqualTo(json);
  }

  @Test
  void read_sameNamesDeeper() {
    LogEvent event =
        LogEventReader.read(
            "{\"debugContext\":{\"uuid\":\"no\",\"actor\":{\"id\":\"no\"}},%s,\"actor\":{\"detailEntry\":{\"id\":\"no\"},\"id\":\"00u1\"},\"target\":[{\"id\":\"00a1\",\"changeDetails\":{\"from\":{\"id\":\"no\"}}}]}"
                .formatted(REQUIRED));

    assertThat(event.uuid()).isEqualTo("u-1");
    assertThat(event.actor().id()).isEqualTo("00u1");
    assertThat(event.targets()).extracting(Party::id).containsExactly("00a1");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00.25Z, 2026-03-01T08:00:00.250Z",
    "2026-03-01T08:00:00.250Z, 2026-03-01T08:00:00.250Z",
    "2026-03-01T08:00:00.123456Z, 2026-03-01T08:00:00.123456Z",
    "2026-03-01T08:00:00.123456789Z, 2026-03-01T08:00:00.123456Z",
    "2026-03-01T08:00:00.250+02:00, 2026-03-01T06:00:00.250Z",
    "2026-03-01T08:00:00.250-00:30, 2026-03-01T08:30:00.250Z",
    "2026-03-01t08:00:00.250z, 2026-03-01T08:00:00.250Z",
    "2026-03-01T08:00Z, 2026-03-01T08:00:00Z",
    "2028-02-29T23:59:59.999Z, 2028-02-29T23:59:59.999Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
  })
  void read_published(String published, Instant expected) {
    LogEvent event =
        LogEventReader.read("{\"uuid\":\"u\",\"published\":\"%s\"}".formatted(published));

    assertThat(event.publishedAt()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yesterday",
        "2026-03-01",
        "2026-03-01T08:00:00",
        "2026-03-01 08:00:00Z",
        " 2026-03-01T08:00:00Z",
        "2026-02-29T08:00:00Z",
        "2026-03-01T25:00:00Z",
        "2026-03-01T08:00:00.1234567890Z",
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "10000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "1772352000000",
      })
  void read_publishedThatIsNoDate(String published) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LogEventReader.read("{\"uuid\":\"u\",\"published\":\"" + published + "\"}"))
        .withMessageContaining("published is not a date and time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1772352000000", "[]", "{\"a\":\"2026-03-01T08:00:00Z\"}"})
  void read_publishedOfAnotherKind(String published) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogEventReader.read("{\"uuid\":\"u\",\"published\":" + published + "}"))
        .withMessageContaining("published is not a date and time");
  }

  @Test
  void read_noPublished() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogEventReader.read("{\"uuid\":\"u\"}"))
        .withMessage("The event has no published.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"\"", "\" \\t\"", "{}", "[\"u\"]"})
  void read_noUuid(String uuid) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LogEventReader.read(
                    "{\"published\":\"2026-03-01T08:00:00Z\",\"uuid\":" + uuid + "}"))
        .withMessage("The event has no uuid.");
  }

  @Test
  void read_uuidThatNoDatabaseKeeps() {
    String longest = "u".repeat(LogEventReader.MAX_UUID_LENGTH);
    String event = "{\"published\":\"2026-03-01T08:00:00Z\",\"uuid\":\"%s\"}";

    assertThat(LogEventReader.read(event.formatted(longest)).uuid()).isEqualTo(longest);
    for (String uuid : List.of(longest + "u", "a\\u0000", "\\uDE00")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LogEventReader.read(event.formatted(uuid)))
          .withMessageContaining("uuid is longer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "[1]", "1", "\"x\"", "null", "{", "{\"uuid\"", "oops"})
  void read_noObject(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LogEventReader.read(text));
  }
}
