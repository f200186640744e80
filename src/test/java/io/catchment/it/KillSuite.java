package io.catchment.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a kill under load leaves; {@link KillRun} is the long form, on the same combinations. */
abstract class KillSuite {

  private static final int KILLS = 2;

  private final ServerSuite suite;

  KillSuite(ServerSuite suite) {
    this.suite = suite;
  }

  @Test
  void kill_underLoad_losesNothingAndStoresNothingTwice() throws InterruptedException {
    long seed = new Random().nextLong();
    Kills kills = new Kills(Samples.uuid(), suite.server, new Random(seed));
    for (int i = 0; i < KILLS; i++) {
      Kill kill = kills.next();
      assertThat(kill.acknowledged()).as("acknowledged").isPositive();
      assertThat(kill.isHarmless()).as("%s of seed %d", kill, seed).isTrue();
    }
    assertThat(kills.missingOverAll()).as("missing over all kills").isEmpty();
    assertThat(kills.neverFound()).as("found by no look").isEmpty();
    assertThat(kills.gone()).as("found and gone").isEmpty();
  }
}
