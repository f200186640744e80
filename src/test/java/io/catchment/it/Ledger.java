package io.catchment.it;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which events were sent and which were acknowledged. Events are numbered, and a number is a uuid,
 * so a million of them are a few bytes each. Safe for many threads.
 */
final class Ledger {

  private final String prefix;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger oldest = new AtomicInteger();
  private final BitSet acknowledged = new BitSet();
  private final BitSet acknowledgedOfLoad = new BitSet();
  private final Queue<Sent> unanswered = new ConcurrentLinkedQueue<>();

  Ledger(String name) {
    prefix = name + "-";
  }

  /** The number of an event that was never sent. */
  int create() {
    return next.getAndIncrement();
  }

  /** A load begins. */
  synchronized void begin() {
    oldest.set(next.get());
    acknowledgedOfLoad.clear();
  }

  /** The smallest number that was sent since the load began, be it for the first time or again. */
  int oldest() {
    return oldest.get();
  }

  /** A delivery of the load goes out. */
  void send(Sent delivery) {
    delivery.events().forEach(number -> oldest.accumulateAndGet(number, Math::min));
  }

  /** How many were ever sent; all their numbers are smaller. */
  int sent() {
    return next.get();
  }

  synchronized void acknowledge(Sent delivery) {
    delivery.events().forEach(acknowledged::set);
    delivery.events().forEach(acknowledgedOfLoad::set);
  }

  /** How many different events were acknowledged since the load began. */
  synchronized int acknowledgedOfLoad() {
    return acknowledgedOfLoad.cardinality();
  }

  synchronized BitSet acknowledged() {
    return (BitSet) acknowledged.clone();
  }

  /** Keeps a delivery that got no answer, to be sent again: Okta does that once. */
  void keepUnanswered(Sent delivery) {
    if (!delivery.again()) {
      unanswered.add(new Sent(delivery.body(), delivery.events(), true));
    }
  }

  Optional<Sent> nextUnanswered() {
    return Optional.ofNullable(unanswered.poll());
  }

  String uuid(int number) {
    return prefix + "%09d".formatted(number);
  }

  List<String> uuids(BitSet numbers) {
    return numbers.stream().mapToObj(this::uuid).toList();
  }

  /** The numbers of these uuids, which are all ours. */
  BitSet numbers(Collection<String> uuids) {
    return uuids.stream().mapToInt(this::number).collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** The number of this uuid, which is ours. */
  int number(String uuid) {
    return Integer.parseInt(uuid.substring(prefix.length()));
  }

  /** The SQL condition for our events from a number on, also for such as we never sent. */
  String rowsFrom(int number) {
    return "org = 'acme' and uuid between '%s' and '%s'"
        .formatted(uuid(number), prefix + "999999999");
  }

  /**
   * A delivery as it went out.
   *
   * @param again whether it got no answer when it was sent before
   */
  record Sent(String body, List<Integer> events, boolean again) {}
}
