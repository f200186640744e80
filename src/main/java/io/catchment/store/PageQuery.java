package io.catchment.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Optional;

/**
 * Asks for a page of what has ids, and may be of an org: the latest ones first.
 *
 * @param select what is asked for, in JPQL, of an entity that is called {@code e}
 * @param type what the answer has
 * @param further what holds for all of them beside that, beginning with <i>and</i>; may be empty
 */
public record PageQuery<T>(String select, Class<T> type, String further) {

  /** Asks for all. */
  public PageQuery(String select, Class<T> type) {
    this(select, type, "");
  }

  /**
   * A query that can be run, once the parameters of {@code further} are set.
   *
   * @param org the alias of the org that they are of; those of all orgs, and of none, if empty
   * @param behind the id behind which to begin
   * @param most how many at the most
   */
  public TypedQuery<T> create(EntityManager entities, Optional<String> org, long behind, int most) {
    String ofOrg = org.isPresent() ? " and e.org = :org" : "";
    TypedQuery<T> query =
        entities
            .createQuery(
                select + " where e.id < :behind " + further + ofOrg + " order by e.id desc", type)
            .setParameter("behind", behind)
            .setMaxResults(most);
    org.ifPresent(alias -> query.setParameter("org", alias));
    return query;
  }
}
