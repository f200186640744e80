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
  private BitSet lookedAt = new BitSet();
  private int kills;
  private int firstOfThis;
  private int firstLookedAt;

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
    int firstOfLast = firstOfThis;
    firstOfThis = ledger.sent();
    Duration time = LEAST.plusMillis(random.nextInt(Math.toIntExact(MOST.minus(LEAST).toMillis())));
    KillLoad load = new KillLoad(okta, ledger, random);
    load.start();
    load.goOn(time);
    server.kill();
    load.awaitEnd();
    firstLookedAt = Math.min(firstOfLast, ledger.oldest());

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
      heard.or(lookedAt);
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
    lookedAt = numbers;
    BitSet strange = (BitSet) numbers.clone();
    strange.clear(0, ledger.sent());
    return new Kill(
        ++kills,
        time,
        ready,
        stored,
        settled,
        load.refused(),
        ledger.acknowledgedOfLoad(),
        numbers.cardinality(),
        rows.size() - numbers.cardinality(),
        missing(rows).cardinality(),
        strange.cardinality(),
        unheard(rows).size(),
        heldBack,
        waiting(),
        probe.preparedTransactions());
  }

  /** How many different events were acknowledged. */
  int acknowledged() {
    return ledger.acknowledged().cardinality();
  }

  /** How many different events were found. */
  int found() {
    return found.cardinality();
  }

  /** The uuids of all events ever acknowledged that are not stored. */
  List<String> missingOverAll() {
    return ledger.uuids(missing(0, rows(0)));
  }

  /** What is stored and no look after a kill has found, with the times of receipt and store. */
  List<String> neverFound() {
    return probe
        .query("select uuid, received_at, stored_at from event where " + ledger.rowsFrom(0))
        .stream()
        .filter(row -> !found.get(ledger.number(row.getString("uuid"))))
        .map(Object::toString)
        .toList();
  }

  /** The uuids of what was found after a kill, and is not there any more. */
  List<String> gone() {
    BitSet gone = (BitSet) found.clone();
    gone.andNot(ledger.numbers(rows(0)));
    return ledger.uuids(gone);
  }

  /** The uuids of what is stored, from the oldest event on that the last load or this one sent. */
  private List<String> rows() {
    return rows(firstLookedAt);
  }

  private List<String> rows(int first) {
    return probe.query("select uuid from event where " + ledger.rowsFrom(first)).stream()
        .map(row -> row.getString("uuid"))
        .toList();
  }

  private BitSet missing(List<String> rows) {
    return missing(firstLookedAt, rows);
  }

  private BitSet missing(int first, List<String> rows) {
    BitSet missing = ledger.acknowledged();
    missing.clear(0, first);
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
