package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that the store would write of deliveries whose events are all new, made by its own
 * classes: for tables that are filled faster than the store fills them. The outbox is left out, as
 * if everything were published.
 */
public final class StoredRows {

  private static final EntityTable DELIVERY = new EntityTable(DeliveryEntity.class);
  private static final EntityTable EVENT = new EntityTable(EventEntity.class);
  private static final EntityTable TARGET = new EntityTable(EventTargetEntity.class);

  private final Map<EntityTable, List<List<Object>>> rows = new LinkedHashMap<>();
  private long nextId;

  /**
   * No rows yet.
   *
   * @param firstId of the first event; those of the next ones follow it
   */
  public StoredRows(long firstId) {
    nextId = firstId;
    tables().forEach(table -> rows.put(table, new ArrayList<>()));
  }

  /** The tables that are filled. */
  public static List<EntityTable> tables() {
    return List.of(DELIVERY, EVENT, TARGET);
  }

  /**
   * Adds the rows of a delivery.
   *
   * @throws IllegalArgumentException if some of it would become a dead letter
   */
  public void add(Delivery delivery, Instant storedAt) {
    Reading reading = Reading.of(delivery);
    if (reading.outcome(0).deadLetters() > 0) {
      throw new IllegalArgumentException("Not everything in it is an event: " + delivery);
    }
    add(DELIVERY, new DeliveryEntity(reading, storedAt));
    for (LogEvent event : reading.contents().events()) {
      EventEntity row = new EventEntity(event, delivery, storedAt);
      row.setId(nextId++);
      add(EVENT, row);
      EventTargetEntity.of(row.id(), event).forEach(target -> add(TARGET, target));
    }
  }

  private void add(EntityTable table, Object entity) {
    rows.get(table).add(table.row(entity));
  }

  /** The rows of a table, each with its values in the order of the table's columns. */
  public List<List<Object>> of(EntityTable table) {
    return List.copyOf(rows.get(table));
  }
}
