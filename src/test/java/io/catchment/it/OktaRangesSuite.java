package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.pretend.Bucket;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for ranges of the System Log of an Okta org that are read on demand. */
abstract class OktaRangesSuite extends OktaSuite {

  OktaRangesSuite(OktaOrgs orgs) {
    super(orgs);
  }

  @Test
  void reconcile_range_isReadInTheBackgroundWithinItsShareOfTheLimit() {
    register();
    Instant until = Instant.now().minus(Duration.ofDays(20));
    List<String> expected = storeBetween(until.minus(Duration.ofDays(1)), until, 4_500);
    tightenLog();

    String run = startRange(until.minus(Duration.ofDays(1)), until);

    await()
        .atMost(ServerSuite.SOON)
        .until(() -> json(viewer(run)).getString("state").equals("DONE"));
    assertThat(pretend.rateLimit(Bucket.LOGS).highestUse()).isLessThanOrEqualTo(TIGHT / 2);
    awaitOnce(expected);
    assertThat(json(viewer(run)).getInt("seen")).isEqualTo(expected.size());
    JsonObject whole = json(viewer(run));
    assertThat(whole.getString("readUntil")).isEqualTo(whole.getString("until"));
  }

  @Test
  void reconcile_cancelledRange_isNotReadOn() {
    register();
    Instant until = Instant.now().minus(Duration.ofDays(40));
    storeBetween(until.minus(Duration.ofDays(1)), until, 6_000);
    pretend.rateLimit(Bucket.LOGS).allow(TIGHT, OktaOrgs.WINDOW);
    String run = startRange(until.minus(Duration.ofDays(1)), until);
    await().atMost(ServerSuite.SOON).until(() -> json(viewer(run)).getInt("seen") > 0);
    assertThat(readUntil(run)).isStrictlyBetween(until.minus(Duration.ofDays(1)), until);

    JsonObject cancelled = json(operator("DELETE", run, ""));

    assertThat(cancelled.getString("state")).isEqualTo("CANCELLED");
    // A page that was on its way is still counted.
    int most = cancelled.getInt("seen") + 1_000;
    await()
        .during(OktaOrgs.WINDOW.multipliedBy(2))
        .atMost(ServerSuite.SOON)
        .until(() -> json(viewer(run)).getInt("seen") <= most);
    assertThat(most).isLessThan(6_000);
    assertThat(json(viewer(run)).getString("state")).isEqualTo("CANCELLED");
  }

  @Test
  void reconcile_badRange_saysWhatIsWrong() {
    ServerSuite.assertProblem(operator("POST", path("reconciliation"), "{}"), 400);
    ServerSuite.assertProblem(
        operator(
            "POST",
            path("reconciliation"),
            "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}"),
        400);
  }

  // --- Steps ---

  private Instant readUntil(String run) {
    return Instant.parse(json(viewer(run)).getString("readUntil"));
  }
}
