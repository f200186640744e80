package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leases: what is done on a timer is done by one node at a time, the one that holds its lease.
 *
 * <p>Times are those of the database, so that nodes whose clocks differ agree. A node that dies
 * holds its leases until they expire.
 */
@ApplicationScoped
public class Leases {

  private static final String INSERT =
      "insert into lease (name, holder, expires_at)"
          + " values (:name, :holder, current_timestamp + cast(:seconds as integer) * interval '1' second)"
          + " on conflict do nothing";

  private static final String UPDATE =
      "update lease set holder = :holder,"
          + " expires_at = current_timestamp + cast(:seconds as integer) * interval '1' second"
          + " where name = :name and (holder = :holder or expires_at < current_timestamp)";

  private static final String DELETE = "delete from lease where name = :name and holder = :holder";

  @Inject Database database;
  private final UUID node = UUID.randomUUID();

  /** Until when each lease is surely ours and needs not be extended, in {@link System#nanoTime}. */
  private final Map<String, Long> fresh = new ConcurrentHashMap<>();

  /** Whether this node holds a lease for some time yet, so that it needs not be taken again now. */
  public boolean holds(String name) {
    return fresh.getOrDefault(name, System.nanoTime()) - System.nanoTime() > 0;
  }

  /**
   * Takes a lease, or extends the one that this node holds. To be called inside {@link Writers}.
   *
   * @return whether this node has it now
   */
  @Transactional(TxType.REQUIRED)
  public boolean take(String name, Duration time) {
    long halfTime = System.nanoTime() + time.toNanos() / 2;
    try (EntityManager entities = database.openEntityManager()) {
      boolean taken =
          bind(entities, UPDATE, name, time).executeUpdate() > 0
              || bind(entities, INSERT, name, time).executeUpdate() > 0;
      if (taken) {
        fresh.put(name, halfTime);
      }
      return taken;
    }
  }

  /** Gives a lease back before its time; nothing if this node does not hold it. */
  @Transactional(TxType.REQUIRED)
  public Void giveBack(String name) {
    fresh.remove(name);
    try (EntityManager entities = database.openEntityManager()) {
      entities
          .createNativeQuery(DELETE)
          .setParameter("name", name)
          .setParameter("holder", node)
          .executeUpdate();
      return null;
    }
  }

  private Query bind(EntityManager entities, String sql, String name, Duration time) {
    return entities
        .createNativeQuery(sql)
        .setParameter("name", name)
        .setParameter("holder", node)
        .setParameter("seconds", time.toSeconds());
  }
}
