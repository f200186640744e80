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

  /**
   * Where the last of the first rows of a subscription stands; behind all if it has fewer. In the
   * order of an index, which H2 would not take without the subscription.
   *
   * @param member what orders them: behind the subscription in an index
   */
  static long endOfPortion(
      EntityManager entities, String entity, String member, Integer subscriptionId, int rows) {
    return entities
        .createQuery(
            ("select r.%2$s from %1$s r where r.subscriptionId = :subscription"
                    + " order by r.subscriptionId, r.%2$s")
                .formatted(entity, member),
            Long.class)
        .setParameter("subscription", subscriptionId)
        .setFirstResult(rows - 1)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(Long.MAX_VALUE);
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
