package io.catchment.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** One database transaction for deliveries that came together: all of it is stored, or nothing. */
@ApplicationScoped
class DeliveryTransaction {

  @Inject Database database;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  @Inject Event<EventsStored> stored;
  @Inject Event<LogPageStored> pageStored;
  @Inject Event<HookArrivals> hookArrived;
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
    return write((session, writer) -> writer.write(readings));
  }

  /**
   * Stores what a dead letter holds after all, and removes it; or says anew why it stays. Whoever
   * comes second for the same one waits, and finds it gone.
   *
   * @return what became of it; empty if it is gone
   */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<StoreOutcome> storeAgain(KeptBytes kept, Reading reading) {
    return write(
        (session, writer) ->
            new DeadLetterRows(session).replace(kept, reading)
                ? Optional.of(writer.writeAgain(reading.withoutDefect()))
                : Optional.empty());
  }

  private <T> T write(BiFunction<StatelessSession, DeliveryWriter, T> work) {
    try (StatelessSession session = database.openStatelessSession()) {
      EventIds ids = new EventIds(session, database.isEmbedded());
      DeliveryWriter writer = new DeliveryWriter(session, ids, clock.instant());
      T outcome = work.apply(session, writer);
      List<NewEvent> newEvents = writer.newEvents();
      if (!newEvents.isEmpty()) {
        stored.fire(new EventsStored(newEvents));
      }
      tellByOrg(writer);
      return outcome;
    } catch (Error e) {
      transaction.setRollbackOnly();
      throw e;
    }
  }

  /**
   * Org by org, in one order everywhere, and of each the arrivals first: whoever observes them
   * locks rows, and two transactions must not wait in a circle.
   */
  private void tellByOrg(DeliveryWriter writer) {
    Map<String, HookArrivals> arrivals = writer.hookArrivals();
    Map<String, List<LogPageStored>> pages =
        writer.logPages().stream().collect(Collectors.groupingBy(LogPageStored::org));
    Set<String> orgs = new TreeSet<>(arrivals.keySet());
    orgs.addAll(pages.keySet());
    for (String org : orgs) {
      Optional.ofNullable(arrivals.get(org)).ifPresent(hookArrived::fire);
      pages.getOrDefault(org, List.of()).forEach(pageStored::fire);
    }
  }
}
