package io.catchment.it;

import static org.awaitility.Awaitility.await;

import io.catchment.server.Server;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Kills a server under load, starts it again, and counts what became of the events.
 *
 * <p>Everything random comes from the one source that is given, apart from what threads and server
 * make of it.
 */
final class Kills {

  /** How long an acknowledged event may be invisible after the server is ready again. */
  static final Duration INVISIBLE = Duration.ofSeconds(30);

  /** How long a subscriber may take to work off what is waiting for it. */
  private static final Duration CAUGHT_UP = Duration.ofSeconds(120);

  /** How long it may take where only another start helps if it takes longer. */
  private static final Duration HELD_BACK = Duration.ofSeconds(45);

  private static final Duration LEAST = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofMillis(3_000);

  private final Server server;
  private final Okta okta;
  private final Probe probe;
  private final Random random;
  private final Ledger ledger;
  private final BitSet found = new BitSet();
  private final BitSet heard = new BitSet();
  private int kills;
  private int firstOfThis;
  private int firstOfLast;

  /**
   * @param name what the events' uuids begin with
   */
  Kills(String name, Server server, Random random) {
    this.server = server;
    this.okta = new Okta(server);
    this.probe = new Probe(okta);
    this.random = random;
    this.ledger = new Ledger(name);
  }

  /** One kill of the running server, which runs again afterwards. */
  Kill next() throws InterruptedException {
    firstOfLast = firstOfThis;
    firstOfThis = ledger.sent();
    Duration time = LEAST.plusMillis(random.nextInt(Math.toIntExact(MOST.minus(LEAST).toMillis())));
    KillLoad load = new KillLoad(okta, ledger, random);
    load.start();
    load.goOn(time);
    server.kill();
    load.awaitEnd();

    long start = System.nanoTime();
    server.restart();
    long ready = System.nanoTime();
    comesTrue(INVISIBLE, () -> missing(rows()).isEmpty());
    long stored = System.nanoTime();
    int heldBack = catchUp();
    comesTrue(INVISIBLE, () -> probe.preparedTransactions() <= 0);
    long settled = System.nanoTime();
    Kill kill =
        count(
            load,
            time.toMillis(),
            millis(start, ready),
            millis(ready, stored),
            millis(ready, settled),
            heldBack);
    if (kill.unheard() == 0) {
      heard.or(found);
      probe.forgetHeard();
    }
    return kill;
  }

  /**
   * Waits until the subscriber has heard everything. The server is started once more only if
   * nothing waits here: what the subscriber hears then can only be the broker's.
   *
   * @return how many events the broker brought only then
   */
  private int catchUp() {
    int heldBack = 0;
    if (server.holdsBackAfterAKill()) {
      comesTrue(HELD_BACK, this::isHeard);
      heldBack = waiting() == 0 ? unheard(rows()).size() : 0;
      if (heldBack > 0) {
        server.stop();
        server.restart();
      }
    }
    comesTrue(CAUGHT_UP, this::isHeard);
    return heldBack;
  }

  /** Whether nothing waits here, and the subscriber has heard everything. */
  private boolean isHeard() {
    return waiting() == 0 && unheard(rows()).isEmpty();
  }

  private Kill count(
      KillLoad load, long time, long ready, long stored, long settled, int heldBack) {
    List<String> rows = rows();
    BitSet numbers = ledger.numbers(rows);
    found.or(numbers);
    BitSet strange = (BitSet) numbers.clone();
    strange.clear(0, ledger.sent());
    BitSet acknowledged = ledger.acknowledged();
    acknowledged.clear(0, firstOfLast);
    return new Kill(
        ++kills,
        time,
        ready,
        stored,
        settled,
        load.refused(),
        acknowledged.cardinality(),
        numbers.cardinality(),
        rows.size() - numbers.cardinality(),
        missing(rows).cardinality(),
        strange.cardinality(),
        unheard(rows).size(),
        heldBack,
        waiting(),
        probe.preparedTransactions());
  }

  /**
   * What the earlier kills left and a later one did: rows too many over all kills together, below
   * zero if some were lost.
   */
  long driftOverAll() {
    return probe.count("event", ledger.rowsFrom(0)) - found.cardinality();
  }

  /** The uuids of what is stored of this load and, because that is sent again, of the last one. */
  private List<String> rows() {
    return probe.query("select uuid from event where " + ledger.rowsFrom(firstOfLast)).stream()
        .map(row -> row.getString("uuid"))
        .toList();
  }

  private BitSet missing(List<String> rows) {
    BitSet missing = ledger.acknowledged();
    missing.clear(0, firstOfLast);
    missing.andNot(ledger.numbers(rows));
    return missing;
  }

  private List<String> unheard(List<String> rows) {
    BitSet expected = ledger.numbers(rows);
    expected.andNot(heard);
    return probe.unheard(ledger.uuids(expected));
  }

  private long waiting() {
    return probe.waitingInQueue() + probe.count("outbox", "true");
  }

  private static void comesTrue(Duration most, Callable<Boolean> condition) {
    try {
      await().atMost(most).until(condition);
    } catch (ConditionTimeoutException e) {
      // What is not true is counted.
    }
  }

  private static long millis(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }
}
