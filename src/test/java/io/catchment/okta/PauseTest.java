package io.catchment.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.catchment.SetClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SetClock clock = new SetClock();

  @Test
  void isOver_beforeTheFirst_isTrue() {
    assertThat(new Pause(LONG, clock).isOver()).isTrue();
  }

  @Test
  void begin_lastsSoManyIntervals() {
    Pause pause = new Pause(LONG, clock);

    pause.begin(1);
    assertThat(pause.isOver()).isFalse();
    pause.begin(0);
    assertThat(pause.isOver()).isTrue();
  }

  @Test
  void beginAfter_rateLimit_lastsUntilThatLeavesARequest() {
    Pause pause = new Pause(LONG, clock);

    pause.beginAfter(new OktaBusyException("Later.", clock.instant()));
    assertThat(pause.isOver()).isTrue();
    pause.beginAfter(new OktaBusyException("Later.", clock.instant().plus(LONG)));
    assertThat(pause.isOver()).isFalse();
  }

  @Test
  void beginAfter_refusal_lastsLongerThanAfterAnotherFailure() {
    Pause another = new Pause(Duration.ofSeconds(3), clock);
    Pause refusal = new Pause(Duration.ofSeconds(3), clock);
    another.beginAfter(new OktaUnavailableException("Okta is away."));
    refusal.beginAfter(new OktaRefusedException("There is no token."));
    assertThat(another.isOver()).isFalse();

    await().atMost(SOON).until(another::isOver);

    assertThat(refusal.isOver()).isFalse();
  }
}
