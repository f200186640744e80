package io.catchment.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.catchment.SetClock;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaHealth;
import io.catchment.store.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollerTest {

  private static final String ORG = "acme";
  private static final Duration LEASE = Duration.ofSeconds(17);

  private final SetClock clock = new SetClock();
  private final KnownDeliveries stored = new KnownDeliveries();
  private final Underway underway = new Underway();
  private final List<UUID> read = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final List<Boolean> troubledAtPages = new ArrayList<>();
  private boolean logFails;
  private boolean gapsFail;
  private boolean quotaFails;
  private int looksAtTheLease;
  private int leaseLasts = Integer.MAX_VALUE;

  @BeforeEach
  void wire() {
    underway.clock = clock;
    underway.stored = stored;
    underway.writers = new PlainWriters();
  }

  @Test
  void run_pagesAreStored_readsToTheEnd() {
    poller(3 * Underway.MOST, true).run();

    assertThat(read).hasSize(3 * Underway.MOST);
    assertThat(failures).isEmpty();
  }

  @Test
  void run_pagesAreNotStored_readsNoMoreThanMayBeUnderWayAndSaysSo() {
    poller(3 * Underway.MOST, false).run();

    assertThat(read).hasSize(Underway.MOST);
    assertThat(failures).hasSize(1).first().asString().contains("8 pages");
  }

  @Test
  void run_leaseIsLostWhilePagesWait_ends() {
    leaseLasts = Underway.MOST + 2;

    poller(3 * Underway.MOST, false).run();

    assertThat(read).hasSize(Underway.MOST);
    assertThat(failures).isEmpty();
    assertThat(looksAtTheLease).isGreaterThan(leaseLasts);
  }

  @Test
  void run_gapsCannotBeDecidedOn_readsAllTheSameAndSaysSo() {
    assertReadsAllTheSameAndSaysSo(() -> gapsFail = true, () -> gapsFail = false);
  }

  @Test
  void run_quotaCannotBeCounted_readsAllTheSameAndSaysSo() {
    assertReadsAllTheSameAndSaysSo(() -> quotaFails = true, () -> quotaFails = false);
  }

  private void assertReadsAllTheSameAndSaysSo(Runnable breaks, Runnable works) {
    breaks.run();
    Poller poller = poller(2, true);
    poller.run();
    poller.run();

    assertThat(read).hasSize(2);
    assertThat(failures).isEmpty();
    assertThat(notes).containsExactly("broken");
    assertThat(troubles).containsExactly(entry("acme SYSTEM_LOG", "broken"));

    works.run();
    poller.run();
    assertThat(troubles).isEmpty();
  }

  @Test
  void run_logCannotBeRead_saysThatAboveAll() {
    gapsFail = true;

    poller(3 * Underway.MOST, false).run();

    assertThat(failures).hasSize(1);
    assertThat(troubles).containsExactly(entry("acme SYSTEM_LOG", failures.get(0)));
  }

  /** Not only when the end of the log is reached, which may take hours. */
  @Test
  void run_pageIsReadAfterAFailure_saysNothingOfThatAnyMore() {
    Poller poller = poller(3, true, Duration.ZERO);
    logFails = true;
    poller.run();
    assertThat(troubles).containsExactly(entry("acme SYSTEM_LOG", "broken"));

    logFails = false;
    poller.run();

    assertThat(troubledAtPages).containsExactly(true, false, false);
  }

  private Poller poller(int pages, boolean areStored) {
    return poller(pages, areStored, Duration.ofMinutes(1));
  }

  private Poller poller(int pages, boolean areStored, Duration interval) {
    return new Poller(
        ORG,
        null,
        () -> Selection.ALL,
        interval,
        new ReaderTools(
            new Pages(pages, areStored),
            null,
            new NoGaps(),
            new Failures(),
            new NoQuota(),
            underway,
            new OurLease(),
            new PlainWriters(),
            health(),
            clock,
            LEASE,
            () -> false));
  }

  private OktaHealth health() {
    return new OktaHealth() {
      @Override
      public void report(String org, Part part, Exception failure) {
        troubles.put(org + " " + part, failure.getMessage());
      }

      @Override
      public void end(String org, Part part) {
        troubles.remove(org + " " + part);
      }
    };
  }

  private static void require(boolean works) {
    if (!works) {
      throw new IllegalStateException("broken");
    }
  }

  /** Puts one page after the other on a queue. */
  private final class Pages extends LogReader {
    private final int number;
    private final boolean areStored;

    private Pages(int number, boolean areStored) {
      this.number = number;
      this.areStored = areStored;
    }

    @Override
    Step readNext(String org, OktaClient client, Selection wanted) {
      require(!logFails);
      troubledAtPages.add(!troubles.isEmpty());
      UUID page = UUID.randomUUID();
      read.add(page);
      underway.add(org, page);
      if (areStored) {
        stored.ids.add(page);
      }
      return new Step(PAGE, read.size() < number);
    }
  }

  private final class NoGaps extends Gaps {
    @Override
    boolean judge(String org, Instant now) {
      require(!gapsFail);
      return false;
    }
  }

  private final class NoQuota extends Quota {
    @Override
    public long look(String org) {
      require(!quotaFails);
      return 0;
    }
  }

  private final class Failures extends Progress {
    @Override
    Void fail(String org, String reason) {
      failures.add(reason);
      return null;
    }

    @Override
    Void note(String org, String trouble) {
      notes.add(trouble);
      return null;
    }
  }

  /** Time goes on whenever somebody looks. */
  private final class OurLease extends Leases {
    @Override
    public boolean keep(String name, Duration time) {
      assertThat(time).isEqualTo(LEASE);
      clock.advance(Duration.ofSeconds(10));
      looksAtTheLease++;
      return looksAtTheLease <= leaseLasts;
    }
  }
}
