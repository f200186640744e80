package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.PlainThreads;
import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaTakenOverException;
import io.catchment.okta.TestOrg;
import io.catchment.platform.GivenSettings;
import io.catchment.platform.Settings;
import io.catchment.pretend.Bucket;
import io.catchment.pretend.PretendOkta;
import io.catchment.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HookTurnsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  /** Which node has which lease. */
  private final Map<String, Leases> leases = new ConcurrentHashMap<>();

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void take_onTheSameNode_waitsForTheOther() throws Exception {
    HookTurns node = node();
    assertTurns(node, node);
  }

  @Test
  void take_onAnotherNode_waitsForTheOther() throws Exception {
    assertTurns(node(), node());
  }

  private void assertTurns(HookTurns first, HookTurns second) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<String> one =
        run(
            first,
            Duration.ZERO,
            () -> {
              begun.countDown();
              assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
              return "one";
            });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(second.take("acme", Duration.ZERO, () -> "none")).isEmpty();
    assertThat(second.take("other", Duration.ZERO, () -> "another org")).hasValue("another org");
    CompletableFuture<String> two = run(second, LONG, () -> one.isDone() ? "after" : "within");
    mayEnd.countDown();

    assertThat(one.get()).isEqualTo("one");
    assertThat(two.get()).isNotNull();
    assertThat(leases).isEmpty();
  }

  @Test
  void take_workThatFails_endsTheTurn() throws Exception {
    HookTurns node = node();

    assertThatThrownBy(
            () ->
                node.take(
                    "acme",
                    Duration.ZERO,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(leases).isEmpty();
    assertThat(node.take("acme", Duration.ZERO, () -> "again")).hasValue("again");
  }

  @Test
  void extend_whileTheTurnEnds_doesNotTakeItAgain() throws Exception {
    CountDownLatch extending = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    HookTurns node = new HookTurns();
    node.leases =
        new KeptLeases() {
          @Override
          public boolean take(String name, Duration time) {
            if (leases.containsKey(name)) {
              extending.countDown();
              await(over, Duration.ofMillis(500));
            }
            return super.take(name, time);
          }

          @Override
          public void giveBack(String name) {
            super.giveBack(name);
            over.countDown();
          }
        };
    CompletableFuture<Void> extended = new CompletableFuture<>();

    node.take(
        "acme",
        Duration.ZERO,
        () -> {
          executor.execute(
              () -> {
                node.extend();
                extended.complete(null);
              });
          return await(extending, LONG);
        });

    extended.get();
    assertThat(leases).isEmpty();
  }

  @Test
  void require_whileTheTurnIsExtended_doesNotWait() throws Exception {
    CountDownLatch extending = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    HookTurns node = new HookTurns();
    node.leases =
        new KeptLeases() {
          @Override
          public boolean take(String name, Duration time) {
            if (leases.containsKey(name)) {
              extending.countDown();
              await(mayEnd, LONG);
            }
            return super.take(name, time);
          }
        };

    node.take(
        "acme",
        Duration.ZERO,
        () -> {
          CompletableFuture<Void> extended = CompletableFuture.runAsync(node::extend, executor);
          assertThat(await(extending, LONG)).isTrue();
          node.require("acme");
          assertThat(extended).isNotDone();
          mayEnd.countDown();
          return "";
        });
  }

  @Test
  void guard_turnThatIsLost_asksOktaNothingMore() throws Exception {
    try (PretendOkta okta = new PretendOkta(Clock.systemUTC()).start();
        TestOrg api = new TestOrg(new JerseyClientBuilder(), okta.uri())) {
      okta.tokens().accept(TestOrg.TOKEN);
      HookTurns node = node();
      OktaClient client = node.guard("acme", api.client());

      assertThat(node.take("acme", Duration.ZERO, client::hooks)).isPresent();
      node.take(
          "acme",
          Duration.ZERO,
          () -> {
            node.extend();
            client.hooks();
            leases.put("hook/acme", new KeptLeases());
            node.extend();
            leases.clear();
            node.extend();
            assertThatThrownBy(client::hooks).isInstanceOf(OktaTakenOverException.class);
            assertThatThrownBy(() -> node.require("acme"))
                .isInstanceOf(OktaTakenOverException.class);
            return "";
          });
      assertThatThrownBy(client::hooks).isInstanceOf(OktaTakenOverException.class);
      assertThat(okta.rateLimit(Bucket.HOOKS).requests()).isEqualTo(2);
    }
  }

  @Test
  void guard_leaseThatWasSlowToGet_isOverAsEarlyAsInTheDatabase() throws Exception {
    try (PretendOkta okta = new PretendOkta(Clock.systemUTC()).start();
        TestOrg api = new TestOrg(new JerseyClientBuilder(), okta.uri())) {
      HookTurns node = new HookTurns(Duration.ofMillis(300));
      node.leases =
          new KeptLeases() {
            @Override
            public boolean take(String name, Duration time) {
              boolean taken = super.take(name, time);
              await(new CountDownLatch(1), Duration.ofMillis(400));
              return taken;
            }
          };
      OktaClient client = node.guard("acme", api.client());

      assertThatThrownBy(() -> node.take("acme", Duration.ZERO, client::hooks))
          .isInstanceOf(OktaTakenOverException.class);
    }
  }

  @Test
  void start_leaseThatIsSet_turnsTakeHalfOfItAndAreExtendedInTime() throws Exception {
    Queue<Duration> times = new ConcurrentLinkedQueue<>();
    CountDownLatch extended = new CountDownLatch(2);
    HookTurns node = new HookTurns();
    node.settings = settings(Duration.ofSeconds(6));
    node.threadFactory = new PlainThreads();
    node.leases =
        new KeptLeases() {
          @Override
          public boolean take(String name, Duration time) {
            times.add(time);
            extended.countDown();
            return super.take(name, time);
          }
        };
    node.start();
    try {
      assertThat(node.take("acme", Duration.ZERO, () -> await(extended, LONG))).hasValue(true);
    } finally {
      node.stop();
    }

    assertThat(times).hasSizeGreaterThan(1).containsOnly(Duration.ofSeconds(3));
  }

  private static Settings settings(Duration lease) {
    return new GivenSettings().lease(lease).settings();
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<String> run(HookTurns node, Duration patience, Callable<String> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return node.take("acme", patience, work).orElse(null);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        executor);
  }

  private HookTurns node() {
    HookTurns node = new HookTurns();
    node.leases = new KeptLeases();
    return node;
  }

  private class KeptLeases extends Leases {
    @Override
    public boolean take(String name, Duration time) {
      return leases.computeIfAbsent(name, free -> this) == this;
    }

    @Override
    public void giveBack(String name) {
      leases.remove(name, this);
    }
  }
}
