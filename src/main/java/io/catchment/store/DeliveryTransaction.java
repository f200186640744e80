package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.LogEvent;
import io.catchment.event.Party;
import io.catchment.event.UnreadableEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One database transaction for deliveries that came together: all of it is stored, or nothing. */
@ApplicationScoped
class DeliveryTransaction {

  /** The most values in one list of a query; PostgreSQL takes 65,535 parameters. */
  private static final int MAX_VALUES = 1_000;

  @Inject EntityManager entities;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  @Inject Event<EventsStored> stored;
  @Inject Clock clock;

  /**
   * Stores the events that are not there yet, and everything that goes with them.
   *
   * <p>Writes everything before the commit, so that what the database refuses is thrown from here,
   * with its reason. An Error must be said to the transaction: Payara would commit what was done
   * before.
   *
   * @return what became of each delivery, in their order
   */
  @Transactional(TxType.REQUIRES_NEW)
  List<StoreOutcome> store(List<Reading> readings) {
    try {
      List<StoreOutcome> outcomes = storeUnprocessed(readings);
      entities.flush();
      return outcomes;
    } catch (Error e) {
      transaction.setRollbackOnly();
      throw e;
    }
  }

  private List<StoreOutcome> storeUnprocessed(List<Reading> readings) {
    Set<UUID> known = findProcessed(readings);
    // A message holds a delivery once, but nobody can be sure of what is on a queue.
    List<Reading> fresh = readings.stream().filter(r -> known.add(r.delivery().id())).toList();
    Map<UUID, Integer> newEvents = storeAll(fresh);
    Set<UUID> ours = fresh.stream().map(r -> r.delivery().id()).collect(Collectors.toSet());
    return readings.stream()
        .map(
            r ->
                ours.remove(r.delivery().id())
                    ? r.outcome(newEvents.getOrDefault(r.delivery().id(), 0))
                    : StoreOutcome.ALREADY_PROCESSED)
        .toList();
  }

  /** Stores them, and tells how many new events each delivery with any has brought. */
  private Map<UUID, Integer> storeAll(List<Reading> readings) {
    Instant now = clock.instant();
    readings.forEach(r -> persistDelivery(r, now));
    List<Candidate> fresh = insertAbsent(readings, now);
    fresh.forEach(this::persistTargets);
    readings.forEach(r -> persistDeadLetters(r, now));
    if (!fresh.isEmpty()) {
      stored.fire(new EventsStored(fresh.stream().map(c -> c.row().id()).toList()));
    }
    return fresh.stream().collect(Collectors.toMap(Candidate::deliveryId, c -> 1, Integer::sum));
  }

  private void persistDelivery(Reading reading, Instant now) {
    DeliveryEntity row = new DeliveryEntity(reading.delivery(), now);
    if (!reading.isWhole()) {
      row.setContents(reading.contents());
    }
    entities.persist(row);
  }

  /** Inserts all events, and returns those for which the row is now ours, in their order. */
  private List<Candidate> insertAbsent(List<Reading> readings, Instant now) {
    List<Candidate> candidates = new ArrayList<>();
    for (Reading reading : readings) {
      for (LogEvent event : reading.contents().events()) {
        candidates.add(new Candidate(event, new EventEntity(event, reading.delivery(), now)));
      }
    }
    // In one order everywhere, so that two transactions with the same events never wait in a
    // circle.
    candidates.stream()
        .sorted(Comparator.comparing(Candidate::uuid).thenComparing(Candidate::org))
        .forEach(c -> entities.persist(c.row()));
    entities.flush();
    entities.clear();
    Set<Long> ours = findInserted(candidates);
    return candidates.stream().filter(c -> ours.contains(c.row().id())).toList();
  }

  private Set<UUID> findProcessed(List<Reading> readings) {
    return find(
        "select d.id from Delivery d where d.id in :values",
        UUID.class,
        readings,
        r -> r.delivery().id());
  }

  private Set<Long> findInserted(List<Candidate> candidates) {
    return find(
        "select e.id from Event e where e.id in :values",
        Long.class,
        candidates,
        c -> c.row().id());
  }

  private <T, V> Set<V> find(String query, Class<V> type, List<T> all, Function<T, V> value) {
    Set<V> found = new HashSet<>();
    for (int i = 0; i < all.size(); i += MAX_VALUES) {
      List<T> some = all.subList(i, Math.min(all.size(), i + MAX_VALUES));
      found.addAll(
          entities
              .createQuery(query, type)
              .setParameter("values", some.stream().map(value).toList())
              .getResultList());
    }
    return found;
  }

  private void persistTargets(Candidate candidate) {
    int position = 0;
    for (Party target : candidate.event().targets()) {
      entities.persist(new EventTargetEntity(candidate.row().id(), position++, target));
    }
  }

  private void persistDeadLetters(Reading reading, Instant now) {
    Delivery delivery = reading.delivery();
    if (reading.isWhole()) {
      entities.persist(
          new DeadLetterEntity(
              delivery, DeadLetterEntity.WHOLE_DELIVERY, delivery.body(), reading.defect(), now));
    }
    for (UnreadableEvent element : reading.contents().unreadable()) {
      byte[] bytes = element.json().getBytes(StandardCharsets.UTF_8);
      entities.persist(
          new DeadLetterEntity(delivery, element.position(), bytes, element.reason(), now));
    }
  }

  /** An event, and the row that is its own if the insert found none before it. */
  private record Candidate(LogEvent event, EventEntity row) {
    UUID deliveryId() {
      return row.deliveryId();
    }

    String uuid() {
      return event.uuid();
    }

    String org() {
      return row.org();
    }
  }
}
