package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.api.Schemas;
import io.catchment.okta.HeadRoom;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReconciliationViewTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void of_logThatWasNeverRead_isAsDescribed() {
    assertDescribed(ReconciliationView.of(Optional.empty(), NOW), Selection.ALL);
  }

  @Test
  void of_logThatFails_isAsDescribed() {
    ReconciliationEntity row = new ReconciliationEntity();
    Selection selection = Selection.of(Set.of("user.session.start"));
    row.moveTo(new Place("https://acme.okta.example/next", selection, NOW), NOW);
    row.fail("Okta is away.", NOW.plusSeconds(1));

    assertDescribed(ReconciliationView.of(Optional.of(row), NOW), selection);
  }

  @Test
  void of_logInWhichOktaReports_showsWhatItReports() {
    ReconciliationEntity row = new ReconciliationEntity();
    row.count(new Tally(6, 0, 0, 0, 0, new Tally.Reports(2, 3, 1)));
    row.count(new Tally(1, 0, 0, 0, 0, new Tally.Reports(1, 0, 0)));

    JsonObject view = ReconciliationView.of(Optional.of(row), NOW).build();

    assertThat(view.getInt("deliveryFailures")).isEqualTo(3);
    assertThat(view.getInt("hookReports")).isEqualTo(3);
    assertThat(view.getInt("rateLimitReports")).isEqualTo(1);
  }

  @Test
  void of_range_isAsDescribed() {
    RunEntity run = new RunEntity(new UUID(0, 1), "acme", NOW, NOW.plusSeconds(1), NOW);
    assertThat(Schemas.differences("ReconciliationRun", ReconciliationView.of(run).toString()))
        .isEmpty();

    run.fail(null, "Okta is away.");
    run.end(RunState.FAILED, NOW);

    assertThat(Schemas.differences("ReconciliationRun", ReconciliationView.of(run).toString()))
        .isEmpty();
  }

  /** With what the resource adds of its own. */
  private static void assertDescribed(JsonObjectBuilder view, Selection selection) {
    RunEntity run = new RunEntity(new UUID(0, 1), "acme", NOW, NOW.plusSeconds(1), NOW);
    String whole =
        view.add("org", "acme")
            .add("mode", "hook")
            .add("types", ReconciliationView.types(selection))
            .add("hookEventsIn24Hours", 1)
            .add("hookQuota", Quota.EVENTS)
            .add("hookQuotaWarning", Quota.WARNING)
            .add("clockOffsetSeconds", -1)
            .add(
                "rateLimits",
                ReconciliationView.headRooms(List.of(new HeadRoom("logs", 120, 60, NOW, 7))))
            .add(
                "gaps",
                ReconciliationView.gaps(
                    List.of(
                        new Gap("u1", "a", NOW, NOW, NOW), new Gap("u2", null, NOW, NOW, null))))
            .add("runs", ReconciliationView.runs(List.of(run)))
            .build()
            .toString();

    assertThat(Schemas.differences("Reconciliation", whole)).isEmpty();
  }
}
