package io.catchment.reconcile;

import static org.awaitility.Awaitility.await;

import io.catchment.PlainThreads;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaClients;
import io.catchment.okta.TestOrg;
import io.catchment.platform.GivenOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.ReconcileScope;
import io.catchment.store.Leases;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileTimerTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestOrg api =
      new TestOrg(new JerseyClientBuilder(), URI.create("http://127.0.0.1:9"));
  private final List<String> judged = new CopyOnWriteArrayList<>();
  private final ReconcileTimer timer = new ReconcileTimer();

  @BeforeEach
  void wire() {
    timer.settings =
        new GivenSettings()
            .org(new GivenOrg("acme").reconcile(ReconcileScope.OFF).settings())
            .settings();
    timer.clients = new ThisClient();
    timer.runReader = new NoRuns();
    timer.gaps = new SeenGaps();
    timer.leases = new NoLeases();
    timer.writers = new PlainWriters();
    timer.clock = Clock.systemUTC();
    timer.threads = new PlainThreads();
  }

  @AfterEach
  void close() {
    api.close();
  }

  /** A range may have shown them, and have come to its end before their time was over. */
  @Test
  void start_orgWhoseLogIsNotPolled_decidesOnItsGapsAgainAndAgain() {
    timer.start();

    await().atMost(SOON).until(() -> judged.size() > 1);
    timer.stop();
  }

  private final class ThisClient extends OktaClients {
    @Override
    public Optional<OktaClient> findFor(String org) {
      return Optional.of(api.client());
    }
  }

  private static final class NoRuns extends RunReader {
    @Override
    boolean hasNext(String org) {
      return false;
    }
  }

  private final class SeenGaps extends Gaps {
    @Override
    boolean judge(String org, Instant now) {
      judged.add(org);
      return false;
    }
  }

  private static final class NoLeases extends Leases {
    @Override
    public void giveBack(String name) {
      // None was taken.
    }
  }
}
