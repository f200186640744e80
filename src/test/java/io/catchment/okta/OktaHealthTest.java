package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.okta.OktaHealth.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OktaHealthTest {

  private static final String SAID = "what Okta said, at acme.internal:8443";

  private final OktaHealth health = new OktaHealth();

  @BeforeEach
  void begin() {
    at("2026-03-01T08:00:00Z");
  }

  @Test
  void find_nothingReported() {
    assertThat(health.find()).isEmpty();
  }

  @Test
  void report_refusal_namesOrgReasonAndTime() {
    health.report("acme", Part.SYSTEM_LOG, new OktaRefusedException(SAID, 401, "E0000011"));

    assertThat(shown())
        .isEqualTo(
            "{\"acme\":{\"systemLog\":{"
                + "\"problem\":\"Okta does not accept the credentials (401 E0000011).\","
                + "\"since\":\"2026-03-01T08:00:00Z\"}}}");
  }

  @Test
  void report_again_tellsTheLatestProblemSinceTheFirst() {
    health.report("acme", Part.HOOK, new OktaUnavailableException(SAID));
    at("2026-03-01T09:00:00Z");
    health.report("acme", Part.HOOK, new OktaRefusedException(SAID, 403, ""));

    assertThat(shown())
        .contains("Okta does not allow this to the credentials (403).", "T08:00:00Z")
        .doesNotContain("not there", "T09:00:00Z");
  }

  @Test
  void end_onePart_leavesTheOthers() {
    health.report("acme", Part.SYSTEM_LOG, "One.");
    health.report("acme", Part.HOOK, "Two.");
    health.report("globex", Part.HOOK, "Three.");

    health.end("acme", Part.HOOK);
    health.end("globex", Part.HOOK);

    assertThat(shown()).contains("One.").doesNotContain("Two.", "globex");
    health.end("acme", Part.SYSTEM_LOG);
    assertThat(health.find()).isEmpty();
  }

  @Test
  void end_nothingReported() {
    health.end("acme", Part.HOOK);

    assertThat(health.find()).isEmpty();
  }

  @Test
  void report_afterAnEnd_beginsAnew() {
    health.report("acme", Part.HOOK, "One.");
    health.end("acme", Part.HOOK);
    at("2026-03-01T09:00:00Z");

    health.report("acme", Part.HOOK, "Two.");

    assertThat(shown()).contains("T09:00:00Z").doesNotContain("T08:00:00Z");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new OktaRefusedException(SAID), "The credentials cannot be used."),
        Arguments.of(
            new OktaRefusedException(SAID, 401, "invalid_client"),
            "Okta does not accept the credentials (401 invalid_client)."),
        Arguments.of(new OktaUnavailableException(SAID), "Okta is not there, or fails."),
        Arguments.of(
            new OktaBusyException(SAID, Instant.EPOCH), "Okta's rate limit leaves no request."),
        Arguments.of(
            new OktaRejectedException(SAID, 400, "E0000031", List.of(SAID)),
            "Okta does not take the request (400 E0000031)."),
        Arguments.of(new OktaMalformedException(SAID), "What answers is probably not Okta."),
        Arguments.of(
            new IOException(SAID), "The fault is on this side; the server's log says more."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void report_anyFailure_isToldInOurOwnWords(Exception failure, String problem) {
    health.report("acme", Part.HOOK, failure);

    assertThat(shown()).contains("\"" + problem + "\"").doesNotContain(SAID);
  }

  private String shown() {
    return health.find().orElseThrow().toString();
  }

  private void at(String time) {
    health.clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }
}
