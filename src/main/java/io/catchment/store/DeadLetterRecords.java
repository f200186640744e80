package io.catchment.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** Dead letters as the database has them. What writes is to be called inside {@link Writers}. */
@ApplicationScoped
class DeadLetterRecords {

  /** Neither database reads the bytes to tell how many they are. */
  private static final String SELECT =
      "select new io.catchment.store.DeadLetter(e.id, e.org, e.deliveryId, e.position,"
          + " e.receivedAt, e.storedAt, e.reason, cast(sql('octet_length(?)', e.body) as integer))"
          + " from DeadLetter e";

  private static final PageQuery<DeadLetter> PAGE = new PageQuery<>(SELECT, DeadLetter.class);

  private static final PageQuery<DeadLetter> PAGE_OF_A_REASON =
      new PageQuery<>(SELECT, DeadLetter.class, "and e.reason like :reason escape '!'");

  private static final String BEGINNING =
      "select substring(body from 1 for :most) as beginning from dead_letter where id = :id";

  @Inject Database database;

  /** The latest ones first, from behind the one with this id. */
  @Transactional(TxType.REQUIRED)
  List<DeadLetter> page(Optional<String> org, long behind, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return PAGE.create(entities, org, behind, most).getResultList();
    }
  }

  /** The same of those whose reason begins so. */
  @Transactional(TxType.REQUIRED)
  List<DeadLetter> page(Optional<String> org, String reason, long behind, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return PAGE_OF_A_REASON
          .create(entities, org, behind, most)
          .setParameter("reason", reason.replaceAll("[!%_]", "!$0") + '%')
          .getResultList();
    }
  }

  @Transactional(TxType.REQUIRED)
  long count() {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery("select count(d.id) from DeadLetter d", Long.class)
          .getSingleResult();
    }
  }

  @Transactional(TxType.REQUIRED)
  Optional<DeadLetter> find(long id) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(SELECT + " where e.id = :id", DeadLetter.class)
          .setParameter("id", id)
          .getResultStream()
          .findFirst();
    }
  }

  /** The first bytes, so many at the most. */
  @Transactional(TxType.REQUIRED)
  Optional<byte[]> findBeginning(long id, int most) {
    try (EntityManager entities = database.openEntityManager()) {
      return bytes(entities.createNativeQuery(BEGINNING).unwrap(NativeQuery.class))
          .setParameter("most", most)
          .setParameter("id", id)
          .getResultStream()
          .findFirst();
    }
  }

  /** Said aloud, because H2 would give a large object, which ends with its connection. */
  @SuppressWarnings("unchecked") // The query selects this one column.
  private static NativeQuery<byte[]> bytes(NativeQuery<?> query) {
    return (NativeQuery<byte[]>) query.addScalar("beginning", byte[].class);
  }

  @Transactional(TxType.REQUIRED)
  Optional<byte[]> findBody(long id) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery("select d.body from DeadLetter d where d.id = :id", byte[].class)
          .setParameter("id", id)
          .getResultStream()
          .findFirst();
    }
  }

  /** All that it takes to read it again. */
  @Transactional(TxType.REQUIRED)
  Optional<KeptBytes> findKept(long id) {
    try (EntityManager entities = database.openEntityManager()) {
      return entities
          .createQuery(
              "select d, y from DeadLetter d join Delivery y on y.id = d.deliveryId"
                  + " where d.id = :id",
              Object[].class)
          .setParameter("id", id)
          .getResultStream()
          .map(row -> ((DeadLetterEntity) row[0]).keptBytes((DeliveryEntity) row[1]))
          .findFirst();
    }
  }

  @Transactional(TxType.REQUIRED)
  boolean keep(long id, String reason) {
    try (StatelessSession session = database.openStatelessSession()) {
      return new DeadLetterRows(session).keep(id, reason);
    }
  }

  @Transactional(TxType.REQUIRED)
  boolean remove(long id) {
    try (StatelessSession session = database.openStatelessSession()) {
      return new DeadLetterRows(session).remove(id);
    }
  }
}
