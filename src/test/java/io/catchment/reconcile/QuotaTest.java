package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaTest {

  private static final String ORG = "acme";

  private final SetClock clock = new SetClock();
  private final Warnings warnings = new Warnings();
  private final Logger log = Logger.getLogger(Quota.class.getName());
  private final List<Instant> counted = new ArrayList<>();
  private long events;

  private final Quota quota =
      new Quota() {
        @Override
        long count(String org, Instant since) {
          counted.add(since);
          return events;
        }
      };

  @BeforeEach
  void listen() {
    quota.clock = clock;
    log.addHandler(warnings);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(warnings);
  }

  @Test
  void look_fromTheNumberAtWhichOktaWarns_warnsOnce() {
    look(279_999);
    assertThat(warnings.records).isEmpty();

    look(280_000);
    look(399_999);

    assertThat(warnings.records).hasSize(1);
    assertThat(warnings.records.get(0).getLevel()).isEqualTo(Level.WARNING);
  }

  @Test
  void look_aboveItAgain_warnsAgain() {
    look(280_000);
    look(279_999);
    look(280_000);

    assertThat(warnings.records).hasSize(2);
  }

  @Test
  void look_withinAMinute_doesNotCountAgain() {
    events = 1;
    quota.look(ORG);
    events = 2;

    assertThat(quota.look(ORG)).isEqualTo(1);
    assertThat(counted).containsExactly(clock.instant().minus(Duration.ofHours(24)));
  }

  /** A minute later, when it is counted again. */
  private void look(long brought) {
    clock.advance(Duration.ofMinutes(1));
    events = brought;
    assertThat(quota.look(ORG)).isEqualTo(brought);
  }

  private static final class Warnings extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      records.add(line);
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
