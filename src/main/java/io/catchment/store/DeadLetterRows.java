package io.catchment.store;

import java.util.UUID;
import org.hibernate.StatelessSession;

/** Changes of dead letters, in the transaction of the session. */
final class DeadLetterRows {

  private final StatelessSession session;

  DeadLetterRows(StatelessSession session) {
    this.session = session;
  }

  /**
   * Removes a dead letter that can be read now, or says why it stays; before anything else is
   * written, because this holds its row.
   *
   * @return whether it was there
   */
  boolean replace(KeptBytes kept, Reading reading) {
    if (reading.isWhole()) {
      return keep(kept.id(), reading.defect());
    }
    boolean removed = remove(kept.id());
    if (removed && kept.whole()) {
      describe(reading);
    }
    return removed;
  }

  /** Says why a dead letter stays; false if it is gone. */
  boolean keep(long id, String reason) {
    return session
            .createMutationQuery("update DeadLetter d set d.reason = :reason where d.id = :id")
            .setParameter("reason", reason)
            .setParameter("id", id)
            .executeUpdate()
        > 0;
  }

  /** Removes a dead letter; false if it is gone. */
  boolean remove(long id) {
    return session
            .createMutationQuery("delete from DeadLetter d where d.id = :id")
            .setParameter("id", id)
            .executeUpdate()
        > 0;
  }

  /** What its envelope says could not be read when the delivery came. */
  private void describe(Reading reading) {
    UUID id = reading.delivery().id();
    DeliveryEntity delivery = session.get(DeliveryEntity.class, id);
    delivery.describe(reading.contents());
    session.update(delivery);
  }
}
