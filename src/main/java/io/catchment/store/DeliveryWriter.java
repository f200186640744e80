package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.LogEvent;
import io.catchment.event.Origin;
import io.catchment.event.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Writes deliveries in one transaction, table by table, so that each table's rows go to the
 * database together.
 *
 * <p>Without a persistence context: a row is written once here and never looked at again. Used
 * once.
 */
final class DeliveryWriter {

  private final StatelessSession session;
  private final EventIds ids;
  private final Instant now;
  private final List<Candidate> fresh = new ArrayList<>();
  private final List<LogPageStored> logPages = new ArrayList<>();
  private final Map<String, Map<String, Instant>> hookArrivals = new HashMap<>();

  DeliveryWriter(StatelessSession session, EventIds ids, Instant now) {
    this.session = session;
    this.ids = ids;
    this.now = now;
  }

  /** Writes what is not there yet, and tells what became of each delivery, in their order. */
  List<StoreOutcome> write(List<Reading> readings) {
    Set<UUID> known = findProcessed(readings);
    // A message holds a delivery once, but nobody can be sure of what is on a queue.
    List<Reading> unprocessed =
        readings.stream().filter(r -> known.add(r.delivery().id())).toList();
    writeAll(unprocessed);
    Map<UUID, Integer> newEvents = new HashMap<>();
    unprocessed.forEach(r -> newEvents.put(r.delivery().id(), 0));
    fresh.forEach(c -> newEvents.merge(c.row().deliveryId(), 1, Integer::sum));
    return readings.stream().map(r -> outcome(r, newEvents.remove(r.delivery().id()))).toList();
  }

  /** Writes what a delivery whose row is there holds after all, and tells what became of it. */
  StoreOutcome writeAgain(Reading reading) {
    if (reading.contents().size() > 0) {
      writeContents(List.of(reading));
    }
    return reading.outcome(fresh.size());
  }

  /** The events that were not there, in the order of the deliveries. */
  List<NewEvent> newEvents() {
    return fresh.stream().map(Candidate::newEvent).toList();
  }

  /** What came out of each page of a System Log. */
  List<LogPageStored> logPages() {
    return List.copyOf(logPages);
  }

  /** Which events that were there a hook has brought, by org. */
  Map<String, HookArrivals> hookArrivals() {
    return hookArrivals.entrySet().stream()
        .collect(Collectors.toMap(Entry::getKey, e -> new HookArrivals(e.getKey(), e.getValue())));
  }

  private static StoreOutcome outcome(Reading reading, Integer newEvents) {
    return newEvents == null ? StoreOutcome.ALREADY_PROCESSED : reading.outcome(newEvents);
  }

  private void writeAll(List<Reading> readings) {
    insert(readings.stream().map(r -> new DeliveryEntity(r, now)).toList());
    writeContents(readings);
  }

  private void writeContents(List<Reading> readings) {
    insertAbsent(candidates(readings));
    insert(fresh.stream().flatMap(c -> c.targets().stream()).toList());
    insert(readings.stream().flatMap(r -> deadLetters(r).stream()).toList());
    readings.stream()
        .filter(r -> r.delivery().origin() == Origin.SYSTEM_LOG)
        .map(this::logPage)
        .forEach(logPages::add);
  }

  private LogPageStored logPage(Reading reading) {
    List<LogPageStored.Fresh> ofPage =
        fresh.stream()
            .map(Candidate::row)
            .filter(row -> row.deliveryId().equals(reading.delivery().id()))
            .map(DeliveryWriter::logged)
            .toList();
    StoreOutcome outcome = reading.outcome(ofPage.size());
    return new LogPageStored(
        reading.delivery().org(), ofPage, outcome.duplicates(), outcome.deadLetters());
  }

  private static LogPageStored.Fresh logged(EventEntity row) {
    return new LogPageStored.Fresh(row.id(), row.eventType(), row.publishedAt(), row.receivedAt());
  }

  private List<Candidate> candidates(List<Reading> readings) {
    List<Candidate> candidates = new ArrayList<>();
    for (Reading reading : readings) {
      for (LogEvent event : reading.contents().events()) {
        candidates.add(new Candidate(event, new EventEntity(event, reading.delivery(), now)));
      }
    }
    giveIds(candidates);
    return candidates;
  }

  /** In the order of the deliveries, because the outbox is emptied in the order of the ids. */
  private void giveIds(List<Candidate> candidates) {
    for (List<Candidate> some : Slices.of(candidates, EventIds.BLOCK)) {
      long next = ids.nextBlock();
      for (Candidate candidate : some) {
        candidate.row().setId(next++);
      }
    }
  }

  /**
   * Inserts all events, and remembers those whose row is now ours. In one order everywhere, so that
   * two transactions with the same events never wait in a circle.
   */
  private void insertAbsent(List<Candidate> candidates) {
    List<EventEntity> rows =
        candidates.stream()
            .map(Candidate::row)
            .sorted(Comparator.comparing(EventEntity::uuid).thenComparing(EventEntity::org))
            .toList();
    insert(rows);
    Set<Long> ours =
        find(
            "select e.id from Event e where one_of(e.id, :values)",
            candidates.stream().map(Candidate::id).toList(),
            Long[]::new);
    candidates.stream().filter(c -> ours.contains(c.id())).forEach(fresh::add);
    List<EventEntity> arrived = rows.stream().filter(row -> !ours.contains(row.id())).toList();
    new Arrivals(session).note(arrived);
    arrived.stream().filter(row -> row.origin() == Origin.HOOK).forEach(this::noteHook);
  }

  private void noteHook(EventEntity row) {
    hookArrivals
        .computeIfAbsent(row.org(), org -> new HashMap<>())
        .merge(row.uuid(), row.receivedAt(), (a, b) -> a.isBefore(b) ? a : b);
  }

  private Set<UUID> findProcessed(List<Reading> readings) {
    return find(
        "select d.id from Delivery d where one_of(d.id, :values)",
        readings.stream().map(r -> r.delivery().id()).toList(),
        UUID[]::new);
  }

  private List<DeadLetterEntity> deadLetters(Reading reading) {
    Delivery delivery = reading.delivery();
    List<DeadLetterEntity> deadLetters = new ArrayList<>();
    if (reading.isWhole()) {
      deadLetters.add(
          new DeadLetterEntity(
              delivery, DeadLetterEntity.WHOLE_DELIVERY, delivery.body(), reading.defect(), now));
    }
    for (UnreadableEvent element : reading.contents().unreadable()) {
      byte[] bytes = element.json().getBytes(StandardCharsets.UTF_8);
      deadLetters.add(
          new DeadLetterEntity(delivery, element.position(), bytes, element.reason(), now));
    }
    return deadLetters;
  }

  /** When this returns, the database has the rows, and the next query sees them. */
  private void insert(List<?> rows) {
    rows.forEach(session::insert);
    // Hibernate sends full batches only, and keeps the rest back until the next table.
    ((SharedSessionContractImplementor) session).getJdbcCoordinator().executeBatch();
  }

  /** Those of the values that the query finds. */
  private <V> Set<V> find(String query, List<V> values, IntFunction<V[]> array) {
    Set<V> found = new HashSet<>();
    for (List<V> some : Slices.of(values)) {
      @SuppressWarnings("unchecked") // The query selects what it compares with the values.
      List<V> those =
          (List<V>)
              session
                  .createSelectionQuery(query, Object.class)
                  .setParameter("values", some.toArray(array))
                  .getResultList();
      found.addAll(those);
    }
    return found;
  }

  /** An event, and the row that is its own if the insert found none before it. */
  private record Candidate(LogEvent event, EventEntity row) {
    Long id() {
      return row.id();
    }

    NewEvent newEvent() {
      return new NewEvent(row.id(), row.org(), row.origin(), event);
    }

    List<EventTargetEntity> targets() {
      return EventTargetEntity.of(row.id(), event);
    }
  }
}
