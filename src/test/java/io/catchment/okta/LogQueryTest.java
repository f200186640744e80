package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogQueryTest {

  private static final URI BASE = URI.create("https://acme.okta.com");

  @Test
  void at_poll() {
    LogQuery query = LogQuery.since(Instant.parse("2026-03-01T08:00:00.123999Z"));

    assertThat(query.at(BASE))
        .hasToString(
            "https://acme.okta.com/api/v1/logs?since=2026-03-01T08%3A00%3A00.123Z"
                + "&sortOrder=ASCENDING&limit=1000");
  }

  @Test
  void at_range_isNotNarrowedByMilliseconds() {
    LogQuery query =
        LogQuery.since(Instant.parse("2026-03-01T08:00:00Z"))
            .until(Instant.parse("2026-03-01T09:00:00.000001Z"))
            .inPagesOf(10);

    assertThat(query.at(BASE).getRawQuery())
        .isEqualTo(
            "since=2026-03-01T08%3A00%3A00.000Z&until=2026-03-01T09%3A00%3A00.001Z"
                + "&sortOrder=ASCENDING&limit=10");
  }

  @Test
  void limit_thatOktaDoesNotTake() {
    LogQuery query = LogQuery.since(Instant.EPOCH);

    assertThatIllegalArgumentException().isThrownBy(() -> query.inPagesOf(0));
    assertThatIllegalArgumentException().isThrownBy(() -> query.inPagesOf(1001));
  }
}
