package io.catchment.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.catchment.okta.OktaClient;
import io.catchment.okta.OktaHealth;
import io.catchment.okta.TestOrg;
import io.catchment.platform.OrgSettings;
import io.catchment.pretend.Bucket;
import io.catchment.pretend.PretendOkta;
import io.catchment.store.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HookWatchTest {

  private static final String THIS_NODE = "this node";
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofSeconds(17);

  private final PretendOkta okta = new PretendOkta(Clock.systemUTC()).start();
  private final TestOrg api = new TestOrg(new JerseyClientBuilder(), okta.uri());
  private final List<String> taken = new ArrayList<>();
  private final Map<String, Duration> times = new HashMap<>();
  private final List<String> ended = new ArrayList<>();

  /** Null if nobody can say. */
  private String holder = THIS_NODE;

  private final List<String> given = new ArrayList<>();
  private final List<String> reported = new ArrayList<>();

  @AfterEach
  void close() {
    api.close();
    okta.close();
  }

  @Test
  void run_afterARefusal_leavesOktaAloneAndKeepsTheLease() {
    HookWatch watch = watch(asking());

    watch.run();
    watch.run();

    assertThat(okta.rateLimit(Bucket.HOOKS).requests()).isEqualTo(1);
    assertThat(reported).containsExactly("acme HOOK");
    assertThat(taken).containsOnly("hook-watch/acme", "hook/acme");
    assertThat(Collections.frequency(taken, "hook-watch/acme")).isEqualTo(2);
  }

  @Test
  void run_takesTheLease_untilTheRunAfterTheNextAndItsLengthLonger() {
    watch(asking()).run();

    assertThat(times).containsEntry("hook-watch/acme", INTERVAL.multipliedBy(2).plus(LEASE));
  }

  @Test
  void run_leaseIsLostInAPause_saysNoMoreHowTheHookIs() {
    HookWatch watch = watch(asking());
    watch.run();
    holder = "another node";

    watch.run();

    assertThat(ended).containsExactly("acme HOOK");
  }

  @Test
  void run_leaseFailsInAPause_isNoEndOfThePause() {
    HookWatch watch = watch(asking());
    watch.run();
    holder = null;

    watch.run();

    assertThat(reported).hasSize(1);
    assertThat(ended).isEmpty();
  }

  private static HookKeeper asking() {
    return new HookKeeper() {
      @Override
      HookEntity keep(OrgSettings org, OktaClient client) throws Exception {
        client.hooks();
        return new HookEntity(org.alias());
      }
    };
  }

  @Test
  void end_givesTheLeaseBack() {
    watch(new HookKeeper()).end();

    assertThat(given).containsExactly("hook-watch/acme");
  }

  private HookWatch watch(HookKeeper keeper) {
    HookTurns turns = new HookTurns();
    turns.leases = new OurLeases();
    return new HookWatch(
        Orgs.acme(okta.uri()),
        api.client(),
        new HookWatch.Tools(
            keeper, turns, turns.leases, new Reports(), Clock.systemUTC(), INTERVAL, LEASE));
  }

  private final class Reports extends OktaHealth {
    @Override
    public void report(String org, Part part, Exception failure) {
      reported.add(org + " " + part);
    }

    @Override
    public void end(String org, Part part) {
      ended.add(org + " " + part);
    }
  }

  private final class OurLeases extends Leases {
    @Override
    public boolean take(String name, Duration time) {
      taken.add(name);
      times.put(name, time);
      return holder.equals(THIS_NODE);
    }

    @Override
    public void giveBack(String name) {
      given.add(name);
    }
  }
}
