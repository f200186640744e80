package io.catchment.store;

import org.hibernate.StatelessSession;

/** The ids of the events that one transaction stores. Used once. */
final class EventIds {

  /** How many the sequence gives at once. */
  static final int BLOCK = 500;

  private final StatelessSession session;
  private boolean announced;

  /**
   * Ids for the transaction of this session.
   *
   * @param embedded see {@link Database#isEmbedded}
   */
  EventIds(StatelessSession session, boolean embedded) {
    this.session = session;
    this.announced = embedded;
  }

  /** The first of {@link #BLOCK} ids that are nobody else's, and higher than those before. */
  long nextBlock() {
    if (!announced) {
      session.doWork(ArrivalOrder::announce);
      announced = true;
    }
    return session.createNativeQuery("select nextval('event_seq')", Long.class).getSingleResult();
  }
}
