package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.store.LogPageStored;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void of_page_countsWhatOktaReportsOfItsOwnDoing() {
    LogPageStored page =
        page(
            "event_hook.delivery",
            "event_hook.delivery",
            "event_hook.verified",
            "event_hook.updated",
            "event_hook.deleted",
            "system.operation.rate_limit.warning",
            "user.session.start",
            null);

    assertThat(Tally.of(page).reports()).isEqualTo(new Tally.Reports(2, 3, 1));
  }

  @Test
  void of_page_countsEveryElement() {
    Tally tally = Tally.of(new LogPageStored("acme", page("a.b", "c.d").fresh(), 3, 4));

    assertThat(tally.seen()).isEqualTo(9);
    assertThat(tally.alreadyHad()).isEqualTo(3);
    assertThat(tally.failed()).isEqualTo(4);
    assertThat(tally.missed()).isZero();
  }

  private static LogPageStored page(String... types) {
    List<LogPageStored.Fresh> fresh =
        Stream.of(types).map(type -> new LogPageStored.Fresh(1, type, NOW, NOW)).toList();
    return new LogPageStored("acme", fresh, 0, 0);
  }
}
