package io.catchment.publish;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Of which subscriptions a table has rows. An index of it begins with the subscription, and is
 * stepped through, from one to the next: for {@code distinct} a database reads the whole of it.
 */
final class SubscriptionIds {

  private SubscriptionIds() {}

  /**
   * In ascending order.
   *
   * @param entity the table's, which has a {@code subscriptionId}
   */
  static List<Integer> of(EntityManager entities, String entity) {
    List<Integer> ids = new ArrayList<>();
    Optional<Integer> next = next(entities, entity, Integer.MIN_VALUE);
    while (next.isPresent()) {
      ids.add(next.get());
      next = next(entities, entity, next.get());
    }
    return ids;
  }

  private static Optional<Integer> next(EntityManager entities, String entity, Integer last) {
    return entities
        .createQuery(
            "select r.subscriptionId from "
                + entity
                + " r where r.subscriptionId > :last order by r.subscriptionId",
            Integer.class)
        .setParameter("last", last)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
