package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunEntityTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final RunEntity run =
      new RunEntity(UUID.randomUUID(), "acme", NOW.minusSeconds(60), NOW, NOW);

  @Test
  void move_pageThatTwoNodesRead_countsOnce() {
    move(null, "a", 5);
    move(null, "a", 5);
    move("a", "b", 3);

    move("a", "c", 3);

    assertThat(run.seen()).isEqualTo(8);
    assertThat(run.nextLink()).isEqualTo("b");
  }

  @Test
  void move_lastPageThatTwoNodesRead_countsOnce() {
    move(null, "a", 5);
    move("a", null, 3);

    move("a", null, 3);
    move(null, "a", 5);

    assertThat(run.seen()).isEqualTo(8);
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.nextLink()).isNull();
  }

  @Test
  void move_onlyPageThatTwoNodesRead_countsOnce() {
    move(null, null, 5);

    move(null, null, 5);

    assertThat(run.seen()).isEqualTo(5);
    assertThat(run.endedAt()).isEqualTo(NOW);
  }

  @Test
  void move_byALateNode_leavesTheProblemOfTheNextPage() {
    move(null, "a", 5);
    run.fail("a", "Okta is away.");

    move(null, "a", 5);

    assertThat(run.problem()).isEqualTo("Okta is away.");
    move("a", "b", 5);
    assertThat(run.problem()).isNull();
  }

  @Test
  void giveUp_byANodeThatLostTheRun_leavesItToTheOther() {
    move(null, "a", 5);
    move("a", "b", 3);

    run.fail("a", "Okta rejects it.");
    run.giveUp("a", NOW);
    run.fail(null, "Okta rejects it.");
    run.giveUp(null, NOW);

    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(run.endedAt()).isNull();
    assertThat(run.problem()).isNull();
  }

  @Test
  void giveUp_pageThatIsTheNext_endsTheRunWithTheReason() {
    move(null, "a", 5);

    run.fail("a", "Okta rejects it.");
    run.giveUp("a", NOW);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.endedAt()).isEqualTo(NOW);
    assertThat(run.problem()).isEqualTo("Okta rejects it.");
  }

  @Test
  void giveUp_firstPage_endsTheRun() {
    run.fail(null, "Okta rejects it.");
    run.giveUp(null, NOW);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.problem()).isEqualTo("Okta rejects it.");
  }

  @Test
  void fail_afterTheEnd_saysNothing() {
    move(null, "a", 5);
    run.end(RunState.CANCELLED, NOW);

    run.fail("a", "Okta is away.");
    run.giveUp("a", NOW.plusSeconds(1));

    assertThat(run.problem()).isNull();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.endedAt()).isEqualTo(NOW);
  }

  @Test
  void move_readsUntilTheLastEventOfThePage() {
    assertThat(run.readUntil()).isNull();

    reach(null, "a", NOW.minusSeconds(40));
    assertThat(run.readUntil()).isEqualTo(NOW.minusSeconds(40));

    reach("a", "b", null);
    assertThat(run.readUntil()).isEqualTo(NOW.minusSeconds(40));
  }

  @Test
  void move_neverReadsBackNorBeyondTheRange() {
    reach(null, "a", NOW.minusSeconds(61));
    assertThat(run.readUntil()).isNull();

    reach("a", "b", NOW.minusSeconds(10));
    reach("b", "c", NOW.minusSeconds(20));
    assertThat(run.readUntil()).isEqualTo(NOW.minusSeconds(10));

    reach("c", "d", NOW.plusSeconds(1));
    assertThat(run.readUntil()).isEqualTo(NOW);
  }

  @Test
  void move_pageThatTwoNodesRead_reachesNothingTheSecondTime() {
    reach(null, "a", NOW.minusSeconds(40));

    reach(null, "b", NOW.minusSeconds(30));

    assertThat(run.readUntil()).isEqualTo(NOW.minusSeconds(40));
  }

  @Test
  void move_lastPage_hasReadAllOfIt() {
    reach(null, null, NOW.minusSeconds(40));

    assertThat(run.readUntil()).isEqualTo(NOW);
  }

  private void move(String from, String link, int elements) {
    run.move(new RunStep(from, link, Selection.ALL, elements, Optional.empty()), NOW);
  }

  private void reach(String from, String link, Instant lastPublished) {
    Optional<Instant> published = Optional.ofNullable(lastPublished);
    run.move(new RunStep(from, link, Selection.ALL, 1, published), NOW);
  }
}
