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
import org.hibernate.StatelessSession;

/** One database transaction for deliveries that came together: all of it is stored, or nothing. */
@ApplicationScoped
class DeliveryTransaction {

  @Inject Database database;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transaction;

  @Inject Event<EventsStored> stored;
  @Inject Event<LogPageStored> pageStored;
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
    try (StatelessSession session = database.openStatelessSession()) {
      DeliveryWriter writer = new DeliveryWriter(session, clock.instant());
      List<StoreOutcome> outcomes = writer.write(readings);
      if (!writer.newEvents().isEmpty()) {
        stored.fire(new EventsStored(writer.newEvents()));
      }
      writer.logPages().forEach(pageStored::fire);
      return outcomes;
    } catch (Error e) {
      transaction.setRollbackOnly();
      throw e;
    }
  }
}
