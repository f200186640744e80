package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leases: what is done on a timer is done by one node at a time, the one that holds its lease.
 *
 * <p>Times are those of the database, so that nodes whose clocks differ agree. A node that dies
 * holds its leases until they expire. Each call is a transaction of its own. Safe for many threads.
 */
@ApplicationScoped
public class Leases {

  private static final Logger LOG = System.getLogger(Leases.class.getName());

  @Inject LeaseRecords records;
  @Inject Writers writers;
  private final UUID node = UUID.randomUUID();

  /** Until when each lease is surely ours and needs not be extended, in {@link System#nanoTime}. */
  private final Map<String, Long> fresh = new ConcurrentHashMap<>();

  /**
   * Takes a lease, or extends the one that this node holds. Throws what the database throws.
   *
   * @return whether this node has it now
   */
  public boolean take(String name, Duration time) throws Exception {
    long halfTime = System.nanoTime() + time.toNanos() / 2;
    boolean taken = writers.write(() -> records.take(name, node, time));
    if (taken) {
      fresh.put(name, halfTime);
    }
    return taken;
  }

  /**
   * The same without asking the database as long as this node surely holds the lease for another
   * half of its time: for work that looks again and again whether it may go on.
   */
  public boolean keep(String name, Duration time) throws Exception {
    long now = System.nanoTime();
    return fresh.getOrDefault(name, now) - now > 0 || take(name, time);
  }

  /**
   * Gives a lease back before its time; nothing if this node does not hold it. Throws nothing: a
   * lease that cannot be given back expires by itself.
   */
  public void giveBack(String name) {
    fresh.remove(name);
    try {
      writers.write(() -> records.giveBack(name, node));
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "The lease " + name + " was not given back, and expires", e);
    }
  }
}
