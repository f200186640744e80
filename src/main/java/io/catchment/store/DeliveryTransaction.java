package io.catchment.store;

import io.catchment.event.Delivery;
import io.catchment.event.DeliveryContents;
import io.catchment.event.LogEvent;
import io.catchment.event.Party;
import io.catchment.event.UnreadableEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One database transaction for one delivery: all of it is stored, or nothing. */
@ApplicationScoped
class DeliveryTransaction {

  @PersistenceContext(unitName = "catchment")
  EntityManager entities;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  @Inject Event<EventsStored> stored;
  @Inject Clock clock;

  /** Stores the events that are not there yet, and everything that goes with them. */
  @Transactional(TxType.REQUIRES_NEW)
  StoreOutcome store(Delivery delivery, DeliveryContents contents) {
    return allOrNothing(delivery, () -> storeContents(delivery, contents));
  }

  /** Keeps a delivery that cannot be read, or that the database refuses, as one dead letter. */
  @Transactional(TxType.REQUIRES_NEW)
  StoreOutcome keepWhole(Delivery delivery, String reason) {
    return allOrNothing(delivery, () -> storeWhole(delivery, reason));
  }

  /**
   * Writes everything before the commit, so that what the database refuses is thrown from here,
   * with its reason. An Error must be said to the transaction: Payara would commit what was done
   * before.
   */
  private StoreOutcome allOrNothing(Delivery delivery, Supplier<StoreOutcome> work) {
    try {
      if (isProcessed(delivery)) {
        return StoreOutcome.ALREADY_PROCESSED;
      }
      StoreOutcome outcome = work.get();
      entities.flush();
      return outcome;
    } catch (Error e) {
      transaction.setRollbackOnly();
      throw e;
    }
  }

  private StoreOutcome storeContents(Delivery delivery, DeliveryContents contents) {
    Instant now = clock.instant();
    DeliveryEntity row = new DeliveryEntity(delivery, now);
    row.setContents(contents.oktaEventId(), contents.source(), contents.size());
    entities.persist(row);
    List<Candidate> fresh = insertAbsent(delivery, contents.events(), now);
    fresh.forEach(this::persistTargets);
    contents.unreadable().forEach(element -> persistDeadLetter(delivery, element, now));
    if (!fresh.isEmpty()) {
      stored.fire(new EventsStored(fresh.stream().map(c -> c.row().id()).toList()));
    }
    return new StoreOutcome(
        fresh.size(), contents.events().size() - fresh.size(), contents.unreadable().size());
  }

  private StoreOutcome storeWhole(Delivery delivery, String reason) {
    Instant now = clock.instant();
    entities.persist(new DeliveryEntity(delivery, now));
    entities.persist(
        new DeadLetterEntity(
            delivery, DeadLetterEntity.WHOLE_DELIVERY, delivery.body(), reason, now));
    return new StoreOutcome(0, 0, 1);
  }

  private boolean isProcessed(Delivery delivery) {
    return entities.find(DeliveryEntity.class, delivery.id()) != null;
  }

  /** Inserts all events, and returns those for which the row is now ours, in the batch's order. */
  private List<Candidate> insertAbsent(Delivery delivery, List<LogEvent> events, Instant now) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates =
        events.stream().map(e -> new Candidate(e, new EventEntity(e, delivery, now))).toList();
    // In one order everywhere, so that two transactions with the same events never wait in a
    // circle.
    candidates.stream()
        .sorted(Comparator.comparing(c -> c.event().uuid()))
        .forEach(c -> entities.persist(c.row()));
    entities.flush();
    entities.clear();
    Set<Long> ours = findOurs(delivery);
    return candidates.stream().filter(c -> ours.contains(c.row().id())).toList();
  }

  private Set<Long> findOurs(Delivery delivery) {
    return new HashSet<>(
        entities
            .createQuery("select e.id from Event e where e.deliveryId = :delivery", Long.class)
            .setParameter("delivery", delivery.id())
            .getResultList());
  }

  private void persistTargets(Candidate candidate) {
    int position = 0;
    for (Party target : candidate.event().targets()) {
      entities.persist(new EventTargetEntity(candidate.row().id(), position++, target));
    }
  }

  private void persistDeadLetter(Delivery delivery, UnreadableEvent element, Instant now) {
    byte[] bytes = element.json().getBytes(StandardCharsets.UTF_8);
    entities.persist(
        new DeadLetterEntity(delivery, element.position(), bytes, element.reason(), now));
  }

  /** An event, and the row that is its own if the insert found none before it. */
  private record Candidate(LogEvent event, EventEntity row) {}
}
