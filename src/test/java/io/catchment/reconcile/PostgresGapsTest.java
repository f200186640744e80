package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.store.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostgresGapsTest extends GapsSuite {

  PostgresGapsTest() throws Exception {
    super(new PostgresDatabase());
  }

  /** Somebody else decides on the candidate at the same time, as on another node. */
  @Test
  void judge_candidateIsTaken_waitsAndLeavesItOut() throws Exception {
    List<Logged> events = store(2);
    suspect(events);
    CompletableFuture<Boolean> decided;
    try (Connection other = database.plain().getConnection();
        PreparedStatement take =
            other.prepareStatement("delete from gap_candidate where event_id = ?")) {
      other.setAutoCommit(false);
      take.setLong(1, events.get(0).id());
      take.executeUpdate();
      decided = CompletableFuture.supplyAsync(this::judgeAll);
      CompletableFuture<Boolean> judging = decided;
      await().until(() -> judging.isDone() || isSomebodyWaiting());
      other.commit();
    }

    assertThat(decided.join()).isFalse();
    assertThat(isGap(events)).containsExactly(false, true);
  }

  private boolean judgeAll() {
    try {
      return judge(clock.instant().plus(GRACE));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isSomebodyWaiting() throws Exception {
    return database.count("pg_stat_activity where wait_event_type = 'Lock'") > 0;
  }
}
